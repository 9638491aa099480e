package org.trustledger.command.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.testing.Backing;

/** A ledger of its own on a real PostgreSQL, wired as in production, without the rest of the office. */
public final class LedgerOnPostgres implements AutoCloseable {
    private final DatabaseRoles roles = Backing.databaseRoles("ledger");
    private final HikariDataSource dataSource;
    private final JdbcTemplate jdbc;
    private final EventStore store;
    private final TransactionManager transactions;
    private final Ledger ledger;
    private final List<Object> announced = Collections.synchronizedList(new ArrayList<>());

    public LedgerOnPostgres(Clock clock, OccurrenceName... names) {
        var owner = roles.owner();
        var database = roles.runtime();
        Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .placeholders(Map.of("runtime", database.user()))
                .load()
                .migrate();
        var pool = new HikariConfig();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(10);
        dataSource = new HikariDataSource(pool);
        jdbc = new JdbcTemplate(dataSource);
        var axon = new Axon();
        transactions = axon.axonTransactions(new JdbcTransactionManager(dataSource));
        store = axon.eventStore(axon.axonConnections(dataSource), transactions, new EventNames(List.of(names)), jdbc);
        ledger = new Ledger(store, transactions, jdbc, clock, announced::add);
    }

    public Ledger ledger() {
        return ledger;
    }

    /**
     * The database underneath, as the role the office works as: for rows of a feature's own and for looking closely.
     */
    public JdbcTemplate jdbc() {
        return jdbc;
    }

    /** Both roles of its database. */
    public DatabaseRoles roles() {
        return roles;
    }

    /** As the role that owns the tables. */
    public JdbcTemplate asOwner() {
        var owner = roles.owner();
        return new JdbcTemplate(new DriverManagerDataSource(owner.jdbcUrl(), owner.user(), owner.password()));
    }

    /** What is withheld of its facts. */
    public WithheldParts withheldParts() {
        return new WithheldParts(jdbc);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public TransactionManager transactions() {
        return transactions;
    }

    /** What was published as application events, in order. */
    public List<Object> announced() {
        return List.copyOf(announced);
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
