package org.trustledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
