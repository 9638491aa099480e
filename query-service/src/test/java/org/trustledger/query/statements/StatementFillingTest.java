package org.trustledger.query.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.events.PublicFact;
import org.trustledger.query.CounterDatabase;
import org.trustledger.query.Facts;
import org.trustledger.query.RandomHistory;
import org.trustledger.query.ledger.Writing;

/** The rows that a rebuild fills are those of the projection, however little of them fits into memory. */
class StatementFillingTest {
    private static final Writing AT_ONCE = new Writing() {
        @Override
        public void later(Runnable write) {
            write.run();
        }

        @Override
        public <T> T now(Supplier<T> question) {
            return question.get();
        }
    };

    private HikariDataSource database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void asOwner() {
        database = CounterDatabase.migrated().asOwner();
        jdbc = new JdbcTemplate(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0} bytes may wait")
    @ValueSource(longs = {0, 5_000, 40_000, Long.MAX_VALUE})
    void areTheRowsOfTheProjectionHoweverLittleMayWait(long budget) {
        for (var seed = 0; seed < 4; seed++) {
            var history = RandomHistory.of(new Facts("nordhamn"), new Random(seed), 120);
            assertThat(filled(history, budget)).as("seed %d", seed).isEqualTo(projected(history));
        }
    }

    @Test
    void areTheSameOfManyFactsAtOnce() {
        var history = RandomHistory.of(new Facts("nordhamn"), new Random(7), 700);
        var atOnce = List.of(history.stream().flatMap(List::stream).toList());
        assertThat(StatementProjection.inParts(atOnce.getFirst())).hasSizeGreaterThan(1);

        var expected = projected(history);
        assertThat(projected(atOnce)).isEqualTo(expected);
        assertThat(filled(atOnce, 5_000)).isEqualTo(expected);
    }

    private List<Map<String, Object>> projected(List<List<PublicFact>> history) {
        return rowsOf(history, false, 0);
    }

    private List<Map<String, Object>> filled(List<List<PublicFact>> history, long budget) {
        return rowsOf(history, true, budget);
    }

    private List<Map<String, Object>> rowsOf(List<List<PublicFact>> history, boolean isFilled, long budget) {
        var rows = new ArrayList<Map<String, Object>>();
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            jdbc.execute("create schema trial");
            jdbc.execute("create table trial.statement (like views.statement including all%s)"
                    .formatted(isFilled ? " excluding indexes" : ""));
            jdbc.execute("set local search_path = trial, public");
            var projection = new StatementProjection(jdbc);
            if (isFilled) {
                var filling = new StatementFilling(jdbc, projection, AT_ONCE, budget);
                history.forEach(filling::on);
                filling.finish();
            } else {
                history.forEach(projection::on);
            }
            rows.addAll(jdbc.queryForList("""
                    select kind, item, revision, position, stated_at, valid::text, recorded::text, reason::text, corrects,
                           content::text
                    from statement order by position, kind, item, valid, recorded"""));
            status.setRollbackOnly();
        });
        assertThat(rows).isNotEmpty();
        return rows;
    }
}
