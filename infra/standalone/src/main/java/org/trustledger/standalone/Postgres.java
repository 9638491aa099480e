package org.trustledger.standalone;

import java.util.concurrent.CompletableFuture;
import org.trustledger.backing.PostgresServer;
import org.trustledger.standalone.processes.RunFile;

/** The embedded PostgreSQL as a companion. */
record Postgres(PostgresServer server) implements Companion {
    static Postgres start(DataDirectory data, Ports ports, RunFile runFile) {
        var server = PostgresServer.start(data.postgres(), data.software(), ports.postgres());
        runFile.enter("PostgreSQL", server.process());
        return new Postgres(server);
    }

    @Override
    public CompletableFuture<String> ended() {
        return server.onExit().thenApply(process -> "process " + process.pid());
    }

    @Override
    public boolean isReady() {
        return server.process().isAlive();
    }

    @Override
    public void stop() {
        server.close();
    }
}
