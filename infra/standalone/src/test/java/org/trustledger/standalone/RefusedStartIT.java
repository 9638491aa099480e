package org.trustledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever cannot start says why in one sentence, and leaves nothing running. */
class RefusedStartIT {
    @TempDir
    Path directory;

    private Installation house;

    @BeforeEach
    void prepare() {
        house = new Installation(directory.resolve("data"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void becauseAPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(house.ports().kafka(), 1, InetAddress.getLoopbackAddress())) {
            refused(1, house.startInVain(), "Port " + taken.getLocalPort(), "Kafka", "--port");
        }
        assertThat(house.data()).doesNotExist();
    }

    @Test
    void becauseTheDirectoryIsInUse() throws Exception {
        try (var held = DataDirectory.open(house.data())) {
            refused(1, house.startInVain(), "already runs on " + held.root(), "--data");
        }
    }

    @Test
    void becauseThereIsNoSuchOption() throws Exception {
        refused(2, house.startInVain("--prot"), "--prot", "--help");
        assertThat(house.data()).doesNotExist();
    }

    @Test
    void becauseTheDiskIsFull() throws Exception {
        var disk = Files.createDirectories(house.data());
        assumeTrue(
                Programs.run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", disk.toString())
                        .contains("exit code 0"),
                "only root can make a small disk");
        try {
            refused(1, house.startInVain(), "The disk that holds " + disk, "--data");
        } finally {
            Programs.run("umount", disk.toString());
        }
    }

    private void refused(int exitCode, Installation.Refusal refusal, String... words) {
        assertThat(refusal.errors().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains(words)
                .endsWith(".");
        assertThat(refusal.exitCode()).isEqualTo(exitCode);
        assertThat(house.processes()).isEmpty();
    }
}
