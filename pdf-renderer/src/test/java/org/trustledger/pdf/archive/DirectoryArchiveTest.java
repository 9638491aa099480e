package org.trustledger.pdf.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.TrustCenterId;

class DirectoryArchiveTest extends PackArchiveContract {
    @TempDir
    Path folder;

    @Override
    PackArchive archive() {
        return new DirectoryArchive(folder);
    }

    @Override
    byte[] kept(TrustCenterId trustCenter, String digest) throws Exception {
        return Files.readAllBytes(file(trustCenter, digest));
    }

    @Override
    void tamper(TrustCenterId trustCenter, String digest, byte[] other) throws Exception {
        Files.write(file(trustCenter, digest), other);
    }

    private Path file(TrustCenterId trustCenter, String digest) {
        return folder.resolve(trustCenter.value()).resolve(digest + ".pdf");
    }

    @Test
    void manyAtOnceLeaveOneWholeFileAndNoDrafts() throws Exception {
        try (var presses = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 20)
                    .mapToObj(_ -> presses.submit(() -> {
                        archive().keep(HAFEN, DIGEST, PACK);
                        return true;
                    }))
                    .toList();
            for (var one : all) {
                assertThat(one.get()).isTrue();
            }
        }
        try (var files = Files.list(folder.resolve("hafen"))) {
            assertThat(files).containsExactly(file(HAFEN, DIGEST));
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTrouble() throws Exception {
        var file = Files.createFile(folder.resolve("a-file"));
        assertThatIOException().isThrownBy(() -> new DirectoryArchive(file).keep(HAFEN, DIGEST, PACK));
    }
}
