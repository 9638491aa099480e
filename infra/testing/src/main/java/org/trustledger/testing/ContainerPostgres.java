package org.trustledger.testing;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.trustledger.backing.DatabaseAccess;

final class ContainerPostgres implements PostgresBacking {
    private static final String IMAGE = "postgres:18";

    private final PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
            .withDatabaseName("postgres")
            .withUsername("postgres")
            .withEnv("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8");

    ContainerPostgres() {
        container.start();
    }

    @Override
    public DatabaseAccess superuser() {
        return new DatabaseAccess(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    @Override
    public void close() {
        container.stop();
    }

    @Override
    public String toString() {
        return "PostgreSQL in the container " + IMAGE;
    }
}
