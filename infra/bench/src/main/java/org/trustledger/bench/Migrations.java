package org.trustledger.bench;

import org.flywaydb.core.Flyway;

/** Lays out a database as the service does inside whose artifact this runs. */
public final class Migrations {
    private Migrations() {}

    public static void main(String[] args) throws Exception {
        Flyway.configure().dataSource(args[0], args[1], args[2]).load().migrate();
        Worker.serve(java.util.Map.of("done", words -> 0));
    }
}
