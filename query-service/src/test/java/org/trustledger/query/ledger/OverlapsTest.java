package org.trustledger.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.query.CounterDatabase;

/** Statements that contradict one another, against the definition of that in SQL. */
class OverlapsTest {
    private static final HikariDataSource DATABASE = CounterDatabase.migrated().asRuntime();
    private static final String INSERT = """
            insert into statement (trust_center, kind, item, revision, position, stated_at, valid, recorded, reason, content)
            select 'nordhamn', 'answers', %s, 1, number, now(), %s, %s, '{}', '{}' from generate_series(1, %d) number""";

    private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE);

    @BeforeEach
    void empty() {
        jdbc.update("delete from statement");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void areFoundInTheItemsThatTheDatabaseFindsThemIn() {
        var random = new Random(11);
        for (var item = 0; item < 400; item++) {
            for (var row = 0; row < 2 + item % 4; row++) {
                insert("item-%03d".formatted(item), row, range(random), range(random));
            }
        }

        var expected = jdbc.queryForList("""
                select distinct item from statement one join statement other using (trust_center, kind, item)
                where one.id < other.id and one.valid && other.valid and one.recorded && other.recorded
                order by item""", String.class);
        var found = new Overlaps(jdbc).find(Integer.MAX_VALUE);

        assertThat(expected).hasSizeBetween(100, 300);
        assertThat(found.stream()
                        .map(overlap -> overlap.what().replaceFirst("answers/([^:]+):.*", "$1"))
                        .distinct())
                .isEqualTo(expected);
        assertThat(new Overlaps(jdbc).find(7)).isEqualTo(found.subList(0, 7));
    }

    @Test
    void areSaidWithBothPositionsAndTheTimesThatTheyShare() {
        insert("backup", 3, "[2026-01-01T00:00Z,)", "[2026-01-01T00:00Z,2026-03-01T00:00Z)");
        insert("backup", 5, "[2026-02-01T00:00Z,2026-04-01T00:00Z)", "[2026-02-01T00:00Z,)");

        assertThat(new Overlaps(jdbc).find(10).stream().map(overlap -> overlap.trustCenter() + ": " + overlap.what()))
                .containsExactly("nordhamn: answers/backup: positions 3 and 5 both say what applied"
                        + " from 2026-02-01T00:00:00Z until 2026-04-01T00:00:00Z,"
                        + " as known from 2026-02-01T00:00:00Z until 2026-03-01T00:00:00Z");
    }

    @Test
    void areLookedForInOneCommitOfManyAnswersAndInOneAnswerOfManyRevisions() {
        jdbc.update(INSERT.formatted(
                "'answer-' || number", "tstzrange('2026-01-01', null)", "tstzrange('2026-01-01', null)", 60_000));
        jdbc.update(INSERT.formatted(
                "'daily'",
                "tstzrange('2026-01-01', null)",
                "tstzrange(timestamptz '2026-01-01' + number * interval '1 hour', timestamptz '2026-01-01' + (number + 1) * interval '1 hour')",
                30_000));
        assertThat(new Overlaps(jdbc).find(10)).isEmpty();

        insert("daily", 40_000, "[2026-01-01T00:00Z,)", "[2026-06-01T00:30Z,2026-06-01T01:30Z)");

        assertThat(new Overlaps(jdbc).find(10))
                .singleElement()
                .extracting(Comparison.Disagreement::what)
                .asString()
                .startsWith("answers/daily: positions 3624 and 40000 both say what applied");
    }

    private void insert(String item, long position, String valid, String recorded) {
        jdbc.update("""
                insert into statement (trust_center, kind, item, revision, position, stated_at, valid, recorded, reason,
                    content)
                values ('nordhamn', 'answers', ?, 1, ?, now(), ?::tstzrange, ?::tstzrange, '{}', '{}')
                on conflict do nothing""", item, position, valid, recorded);
    }

    private static String range(Random random) {
        var from = random.nextInt(1, 20);
        var until = random.nextInt(4) == 0 ? "" : "2026-01-%02dT00:00Z".formatted(from + 1 + random.nextInt(8));
        return "[2026-01-%02dT00:00Z,%s)".formatted(from, until);
    }
}
