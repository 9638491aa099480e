package org.trustledger.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    @TempDir
    Path directory;

    @Test
    void endsWhatAnEarlierStartLeftRunning() throws IOException {
        var left = new ProcessBuilder("sleep", "300").start();
        new RunFile(file()).enter("office", left.toHandle());

        assertThat(new RunFile(file()).endWhatIsLeft()).containsExactly("office");

        assertThat(left.isAlive()).isFalse();
        assertThat(file()).doesNotExist();
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheNumber() throws IOException {
        var stranger = new ProcessBuilder("sleep", "300").start();
        try {
            Files.writeString(file(), "office %d %d%n".formatted(stranger.pid(), 1_000_000_000_000L));

            assertThat(new RunFile(file()).endWhatIsLeft()).isEmpty();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void survivesADamagedFile() throws IOException {
        Files.writeString(file(), "office\nx y z\n-1 -1 -1\n\n");

        assertThat(new RunFile(file()).endWhatIsLeft()).isEmpty();
    }

    private Path file() {
        return directory.resolve("run");
    }
}
