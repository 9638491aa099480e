package org.trustledger.query;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.trustledger.backing.DatabaseAccess;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.testing.Backing;

/**
 * A database of its own with the counter's tables, empty.
 *
 * @param roles the owner of the tables, and the counter at work
 */
public record CounterDatabase(DatabaseRoles roles) {
    public static CounterDatabase migrated() {
        var roles = Backing.databaseRoles("counter");
        Flyway.configure()
                .dataSource(
                        roles.owner().jdbcUrl(),
                        roles.owner().user(),
                        roles.owner().password())
                .defaultSchema("public")
                .placeholders(Map.of("runtime", roles.runtime().user()))
                .load()
                .migrate();
        return new CounterDatabase(roles);
    }

    /** As who may do everything; to be closed. */
    public HikariDataSource asOwner() {
        return pool(roles.owner());
    }

    /** As the counter at work; to be closed. */
    public HikariDataSource asRuntime() {
        return pool(roles.runtime());
    }

    private static HikariDataSource pool(DatabaseAccess access) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(access.jdbcUrl());
        pool.setUsername(access.user());
        pool.setPassword(access.password());
        pool.setMaximumPoolSize(2);
        pool.addDataSourceProperty("currentSchema", "views,public");
        return pool;
    }
}
