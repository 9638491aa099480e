package org.trustledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.standalone.identity.Person;

class DataDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void isHeldByOneAtATime() {
        var root = temporary.resolve("data");
        try (var first = DataDirectory.open(root)) {
            assertThat(first.root()).isEqualTo(root);
            assertThatThrownBy(() -> DataDirectory.open(root))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("already runs on " + root);
        }
        DataDirectory.open(root).close();
    }

    @Test
    void saysWhyADirectoryCannotBeUsed() throws IOException {
        var file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void keepsSecretsForItsOwnerAndTheNextStart() throws IOException {
        try (var data = DataDirectory.open(temporary.resolve("data"))) {
            var secrets = Secrets.of(data);
            var again = Secrets.of(data);

            assertThat(again.database("office")).isEqualTo(secrets.database("office"));
            assertThat(again.database("office")).isNotEqualTo(secrets.database("counter"));
            assertThat(again.password(Person.EDITOR)).isEqualTo(secrets.password(Person.EDITOR));
            assertThat(again.signingKey()).isEqualTo(secrets.signingKey());
            assertThat(secrets.credentials().toString()).doesNotContain(secrets.password(Person.EDITOR));
            assertThat(permissions(data.root())).isEqualTo("rwx------");
            try (var files = Files.list(data.config())) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
            }
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
