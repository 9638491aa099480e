package org.trustledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.trustledger.backing.DatabaseAccess;
import org.trustledger.backing.PostgresServer;
import org.trustledger.backing.Trees;

final class EmbeddedPostgres implements PostgresBacking {
    private final Path directory;
    private final PostgresServer server;

    EmbeddedPostgres() {
        try {
            directory = Files.createTempDirectory("trust-ledger-postgresql-");
            server = PostgresServer.start(directory, software(), 0);
            forgetPowerFailures(server.superuser());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whatever a test kills, the operating system lives on and has what was written, so nothing waits for the disk.
     * Commits still wait until they are written.
     */
    private static void forgetPowerFailures(DatabaseAccess superuser) throws SQLException {
        try (var connection = DriverManager.getConnection(superuser.jdbcUrl(), superuser.user(), superuser.password());
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET fsync = off");
            statement.execute("ALTER SYSTEM SET full_page_writes = off");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    // Kept between runs, because unpacking takes as long as starting.
    private static Path software() {
        return Path.of(System.getProperty("user.home"), ".cache", "trust-ledger");
    }

    @Override
    public DatabaseAccess superuser() {
        return server.superuser();
    }

    @Override
    public void close() {
        server.close();
        try {
            Trees.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "an embedded PostgreSQL, because no Docker answers";
    }
}
