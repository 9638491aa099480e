package org.trustledger.query.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.trustledger.events.PublicFact;
import org.trustledger.testing.Backing;

/** The taking in of commits on a real database, without Kafka in front. */
public final class Intake {
    private final HikariDataSource database;
    private final CommitIntake commits;
    private final JdbcClient jdbc;

    private Intake(HikariDataSource database, Function<JdbcTemplate, Projection> projection) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        var template = new JdbcTemplate(database);
        this.commits =
                new CommitIntake(jdbc, new JdbcTransactionManager(database), List.of(projection.apply(template)));
    }

    /** With the tables of the counter in it. */
    public static Intake onAnEmptyDatabase(Function<JdbcTemplate, Projection> projection) {
        var roles = Backing.databaseRoles("counter");
        var owner = roles.owner();
        Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .defaultSchema("public")
                .placeholders(Map.of("runtime", roles.runtime().user()))
                .load()
                .migrate();
        var access = roles.runtime();
        var database = new HikariDataSource();
        database.setJdbcUrl(access.jdbcUrl());
        database.setUsername(access.user());
        database.setPassword(access.password());
        database.setMaximumPoolSize(2);
        database.addDataSourceProperty("currentSchema", "views,public");
        return new Intake(database, projection);
    }

    public HikariDataSource database() {
        return database;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** As before a rebuild. */
    public void forgetsAll() {
        for (var table : List.of("trust_center", "commit", "topic_offset", "statement", "pack")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    /** Applies whole commits in one transaction. */
    public void takes(List<PublicFact> facts) {
        var sorted = new TreeMap<>(Map.of(facts.getFirst().trustCenter(), facts));
        commits.apply(sorted, "facts", "topic-1", Map.of(0, facts.getLast().position()));
    }
}
