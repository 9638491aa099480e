package org.trustledger.bench;

import java.util.Map;
import org.flywaydb.core.Flyway;

/** Lays out a database as the service does inside whose artifact this runs. */
public final class Migrations {
    static final String DONE = "done";

    private Migrations() {}

    public static void main(String[] args) throws Exception {
        Flyway.configure()
                .dataSource(args[0], args[1], args[2])
                .defaultSchema("public")
                .placeholders(Map.of("runtime", args[3]))
                .load()
                .migrate();
        Worker.serve(Map.of(DONE, words -> 0));
    }
}
