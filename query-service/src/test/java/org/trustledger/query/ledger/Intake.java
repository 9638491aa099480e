package org.trustledger.query.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.trustledger.events.PublicFact;
import org.trustledger.query.CounterDatabase;

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
        return new Intake(CounterDatabase.migrated().asRuntime(), projection);
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
