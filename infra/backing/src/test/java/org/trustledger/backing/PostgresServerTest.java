package org.trustledger.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    static final Path SOFTWARE = Path.of(System.getProperty("user.home"), ".cache", "trust-ledger");

    @TempDir
    Path directory;

    @Test
    void isDurableAndHeardByThisMachineOnly() throws Exception {
        try (var server = PostgresServer.start(directory, SOFTWARE, 0)) {
            assertThat(answer(server.superuser(), "SHOW fsync")).isEqualTo("on");
            assertThat(answer(server.superuser(), "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(answer(server.superuser(), "SHOW server_encoding")).isEqualTo("UTF8");
            for (var address : NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList()) {
                assertThatThrownBy(() -> new Socket(address, server.port()).close())
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        try (var server = PostgresServer.start(directory, SOFTWARE, 0)) {
            var right = server.superuser();

            assertThatThrownBy(() -> answer(new DatabaseAccess(right.jdbcUrl(), right.user(), "guessed"), "SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void keepsWhatWasAcknowledgedAndEndsWhenItsParentIsKilled() throws Exception {
        try (var parent = Holder.of("postgres", directory)) {
            answer(access(parent.port()), "CREATE TABLE kept AS SELECT 'still here' AS text; SELECT 1");
            var postmaster = postmaster();

            parent.kill();

            postmaster.onExit().get(20, TimeUnit.SECONDS);
        }
        try (var server = PostgresServer.start(directory, SOFTWARE, 0)) {
            assertThat(answer(server.superuser(), "SELECT text FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void stopsAnOrphanOfItsDirectory() throws Exception {
        try (var parent = Holder.of("postgres", directory)) {
            answer(access(parent.port()), "CREATE TABLE kept AS SELECT 'still here' AS text; SELECT 1");
            parent.killWithItsLifeline();
        }
        var orphan = postmaster();
        assertThat(orphan.isAlive()).isTrue();

        try (var server = PostgresServer.start(directory, SOFTWARE, 0)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(answer(server.superuser(), "SELECT text FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void startsAgainAfterThePostmasterItselfWasKilled() throws Exception {
        try (var server = PostgresServer.start(directory, SOFTWARE, 0)) {
            answer(server.superuser(), "CREATE TABLE kept AS SELECT 'still here' AS text; SELECT 1");
            server.process().destroyForcibly();
            server.onExit().get(20, TimeUnit.SECONDS);

            try (var again = PostgresServer.start(directory, SOFTWARE, server.port())) {
                assertThat(answer(again.superuser(), "SELECT text FROM kept")).isEqualTo("still here");
            }
        }
    }

    @Test
    void leavesAStrangerAloneThatGotTheNumberOfADeadPostmaster() throws Exception {
        try (var server = PostgresServer.start(directory, SOFTWARE, 0)) {
            server.process().destroyForcibly();
            server.onExit().get(20, TimeUnit.SECONDS);
        }
        var stranger = new ProcessBuilder("sleep", "300").start();
        try {
            var file = directory.resolve("cluster").resolve("postmaster.pid");
            var lines = Files.readAllLines(file);
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(file, lines);

            try (var server = PostgresServer.start(directory, SOFTWARE, 0)) {
                assertThat(answer(server.superuser(), "SELECT 'up'")).isEqualTo("up");
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void beginsAnewWhenTheFirstStartWasInterrupted() throws Exception {
        var cluster = Files.createDirectories(directory.resolve("cluster").resolve("base"));
        Files.writeString(cluster.resolveSibling("PG_VERSION"), "18");

        try (var server = PostgresServer.start(directory, SOFTWARE, 0)) {
            assertThat(answer(server.superuser(), "SELECT 'up'")).isEqualTo("up");
        }
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PostgresServer.start(directory, SOFTWARE, taken.getLocalPort()))
                    .isInstanceOf(DidNotStart.class)
                    .hasMessageContaining("could not create any TCP/IP sockets");
        }
    }

    private ProcessHandle postmaster() throws IOException {
        var file = directory.resolve("cluster").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()))
                .orElseThrow();
    }

    private DatabaseAccess access(int port) throws IOException {
        return new DatabaseAccess(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
                "postgres",
                Files.readString(directory.resolve("superuser-password")));
    }

    private static String answer(DatabaseAccess access, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
                var statement = connection.createStatement()) {
            var rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (var result = statement.getResultSet()) {
                assertThat(result.next()).isTrue();
                return result.getString(1);
            }
        }
    }
}
