package org.trustledger.query.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;
import static org.trustledger.query.platform.Rows.timestamp;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Pillar;
import org.trustledger.events.PillarRemoved;
import org.trustledger.events.PublicFact;
import org.trustledger.query.Facts;
import org.trustledger.query.ledger.Heads;
import org.trustledger.query.ledger.Intake;

/** On a real PostgreSQL: what the rows say after facts in whole commits. */
class StatementsTest {
    private static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

    private final Facts facts = new Facts("nordhamn");
    private HikariDataSource database;
    private Intake intake;
    private Statements statements;

    @BeforeEach
    void onAnEmptyDatabase() {
        intake = Intake.onAnEmptyDatabase(StatementProjection::new);
        database = intake.database();
        statements = new Statements(intake.jdbc(), openGate(intake.jdbc()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCorrectionInMarchAboutJanuaryShowsByBothClocks() {
        var january = day("2026-01-01");
        var february = day("2026-02-01");
        var march = day("2026-03-10");
        intake.takes(facts.commit(january, pillar("place", "Stored in Sweden", january, null, null)));
        intake.takes(facts.commit(march, pillar("place", "Stored in Norway", january, february, 1L)));

        assertThat(reads(day("2026-01-15"), march.minusSeconds(1))).isEqualTo("Stored in Sweden");
        assertThat(reads(day("2026-01-15"), march)).isEqualTo("Stored in Norway");
        assertThat(reads(day("2026-02-15"), march)).isEqualTo("Stored in Sweden");
        assertThat(reads(day("2025-12-31"), march)).isNull();

        var corrected = at(day("2026-01-15"), march).getFirst();
        assertThat(corrected.corrects()).isEqualTo(1);
        assertThat(corrected.until()).isEqualTo(february);
        var remains = at(day("2026-02-15"), march).getFirst();
        assertThat(remains.position())
                .as("provenance of what the correction left")
                .isEqualTo(1);
        assertThat(remains.recordedAt()).isEqualTo(january);
        assertThat(remains.from()).isEqualTo(february);
    }

    /** As after a rebuild, whose rows have ids of their own, between the two questions of one reading. */
    @Test
    void anIdThatMeansAnotherRowByNowMisleadsNobody() {
        var recorded = day("2026-03-01");
        intake.takes(facts.commit(
                recorded,
                pillar("here", "Stored in Sweden", day("2024-01-01"), null, null),
                pillar("there", "Stored in Norway", day("2024-01-01"), null, null)));
        var asked = new AtomicInteger();
        var rebuiltMeanwhile = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                if (asked.incrementAndGet() == 2) {
                    intake.jdbc().sql("""
                                    with gone as (delete from statement returning *)
                                    insert into statement (id, trust_center, kind, item, revision, position, stated_at,
                                        valid, recorded, reason, content) overriding system value
                                    select min(id) over () + max(id) over () - id, trust_center, kind, item, revision,
                                        position, stated_at, valid, recorded, reason, content from gone""").update();
                }
                return super.getConnection();
            }
        };

        var applying = new Statements(
                        JdbcClient.create(rebuiltMeanwhile), openGate(JdbcClient.create(rebuiltMeanwhile)))
                .at(facts.trustCenter(), recorded, recorded);

        assertThat(asked).hasValueGreaterThan(2);
        assertThat(applying)
                .extracting(
                        Stated::id,
                        stated -> stated.as(Pillar.class).content().title().in("en", "en"))
                .containsExactlyInAnyOrder(tuple("here", "Stored in Sweden"), tuple("there", "Stored in Norway"));
    }

    @Test
    void untilFurtherNoticeIsAsLongAsAnybodyAsks() {
        var recorded = day("2026-03-01");
        intake.takes(facts.commit(recorded, pillar("place", "for ever", day("2024-01-01"), null, null)));

        assertThat(reads(Instant.parse("9999-12-31T23:59:59.999999Z"), recorded))
                .isEqualTo("for ever");
        assertThat(reads(day("2026-03-02"), Instant.parse("9999-12-31T23:59:59.999999Z")))
                .isEqualTo("for ever");
        assertThat(reads(Instant.parse("0001-01-01T00:00:00Z"), recorded)).isNull();
    }

    @Test
    void severalFactsOfOneCommitAboutOneItemLeaveNoEmptyRange() {
        var recorded = day("2026-03-01");
        intake.takes(facts.commit(
                recorded,
                pillar("place", "all", day("2024-01-01"), null, null),
                pillar("place", "second", day("2025-01-01"), null, null),
                pillar("place", "between", day("2024-06-01"), day("2025-06-01"), null)));

        assertThat(reads(day("2024-03-01"), recorded)).isEqualTo("all");
        assertThat(reads(day("2024-07-01"), recorded)).isEqualTo("between");
        assertThat(reads(day("2025-05-31"), recorded)).isEqualTo("between");
        assertThat(reads(day("2025-06-01"), recorded)).isEqualTo("second");
        assertThat(rows()).hasSize(3);
    }

    /**
     * The planner takes the two clocks for strangers, and expects a seventh of a long history where one row applies.
     */
    @Test
    void aLongPastIsNeverReadAsAWhole() {
        intake.jdbc().sql("""
                        insert into statement (trust_center, kind, item, revision, position, stated_at, valid, recorded, reason, content)
                        select 'nordhamn', 'pillars', 'p' || number % 20, number / 20 + 1, number, moment,
                               tstzrange(moment, case when past then moment + interval '20 hours' end),
                               case when past then tstzrange(moment + interval '20 hours', null)
                                    else tstzrange(moment, moment + interval '20 hours') end, '{"en": "Why"}', '{}'
                        from generate_series(1, 10000) number,
                             lateral (select timestamptz '2025-01-01 00:00Z' + number * interval '1 hour' as moment) at,
                             (values (true), (false)) as either (past)""").update();
        intake.jdbc().sql("analyze statement").update();

        for (var day = 10; day < 410; day += 40) {
            var then = BEGINNING.plus(day, ChronoUnit.DAYS).plusSeconds(1);
            var plan = intake.jdbc()
                    .sql("explain %s".formatted(Statements.APPLYING))
                    .params("nordhamn", Extent.at(then, then), timestamp(then), timestamp(then))
                    .query(String.class)
                    .list();
            assertThat(plan)
                    .as("how what applied at %s is looked for", then)
                    .anyMatch(step -> step.contains("statement_by_both_clocks"))
                    .noneMatch(step -> step.contains("Seq Scan"));
        }
    }

    @Test
    void whatIsRemovedIsGoneFromThenOnAndStaysInThePast() {
        var january = day("2026-01-01");
        var march = day("2026-03-01");
        intake.takes(facts.commit(january, pillar("place", "Stored in Sweden", january, null, null)));
        intake.takes(facts.commit(march, facts.removed("place", null, PillarRemoved::new)));
        var may = day("2026-05-01");
        assertThat(reads(day("2026-02-15"), may)).isEqualTo("Stored in Sweden");
        assertThat(reads(march, may)).isNull();
        assertThat(reads(march, march.minusSeconds(1))).isEqualTo("Stored in Sweden");
        assertThat(statements.after(facts.trustCenter(), january, may)).isEmpty();
        assertThat(statements.stretch(facts.trustCenter(), day("2026-02-15"), may, at(day("2026-02-15"), may)))
                .isEqualTo(new Statements.Stretch(january, march));

        intake.takes(facts.commit(may, pillar("place", "Stored in Sweden again", may, null, null)));
        assertThat(reads(day("2026-04-01"), may)).isNull();
        assertThat(reads(may, may)).isEqualTo("Stored in Sweden again");
    }

    @Test
    void whatIsAnnouncedIsFoundAmongWhatComes() {
        var recorded = day("2026-03-01");
        intake.takes(facts.commit(
                recorded,
                pillar("place", "now", recorded, null, null),
                pillar("place", "soon", day("2026-06-01"), null, null)));
        assertThat(statements.after(facts.trustCenter(), recorded, recorded))
                .extracting(stated -> ((Pillar) stated.content()).title().in("en", "en"))
                .containsExactly("soon");
        var stretch =
                statements.stretch(facts.trustCenter(), day("2026-04-01"), recorded, at(day("2026-04-01"), recorded));
        assertThat(stretch).isEqualTo(new Statements.Stretch(recorded, day("2026-06-01")));
    }

    @Test
    void whatEndsIsFoundUnlessSomethingTakesItsPlace() {
        var recorded = day("2026-03-01");
        intake.takes(facts.commit(
                recorded,
                pillar("place", "this year only", recorded, day("2027-01-01"), null),
                pillar("staff", "this year", recorded, day("2027-01-01"), null),
                pillar("staff", "next year", day("2027-01-01"), null, null),
                pillar("keys", "until removed", recorded, null, null)));
        var removed = day("2026-04-01");
        intake.takes(facts.commit(removed, facts.removed("keys", day("2026-06-01"), PillarRemoved::new)));

        assertThat(statements.ending(facts.trustCenter(), recorded, recorded))
                .extracting(ending -> ending.stated().id())
                .containsExactly("place");
        assertThat(statements.ending(facts.trustCenter(), removed, removed))
                .extracting(
                        ending -> ending.stated().id(),
                        Ending::at,
                        ending -> ending.reason().in("en", "en"),
                        Ending::position)
                .containsExactly(
                        tuple("keys", day("2026-06-01"), "Not needed", 5L),
                        tuple("place", day("2027-01-01"), "First publication", 1L));
        assertThat(statements.ending(facts.trustCenter(), day("2027-01-01"), removed))
                .isEmpty();
    }

    @Test
    void deliveredTwiceOrInOneGoOrRebuiltTheTablesAreEqual() {
        for (var seed = 0; seed < 5; seed++) {
            var history = randomHistory(new Facts("nordhamn"), new Random(seed), 60);
            assertThat(rowsAfter(history, 1, true)).isEqualTo(rowsAfter(history, 1, false));
            assertThat(rowsAfter(history, 7, false)).isEqualTo(rowsAfter(history, 1, false));
            assertThat(rowsAfter(history, 60, false)).isEqualTo(rowsAfter(history, 1, false));
        }
    }

    @Test
    void agreesWithTheSimplestModelAtRandomInstants() {
        for (var seed = 100; seed < 112; seed++) {
            var random = new Random(seed);
            var own = new Facts("center-" + seed);
            var history = randomHistory(own, random, 80);
            history.forEach(intake::takes);
            for (var check = 0; check < 150; check++) {
                var validAt = BEGINNING.plus(random.nextInt(500), ChronoUnit.DAYS);
                var recordedAt = BEGINNING.plus(random.nextInt(100), ChronoUnit.HOURS);
                var view = statements.at(own.trustCenter(), validAt, recordedAt);
                assertThat(view.stream().collect(Collectors.toMap(Stated::id, Stated::position)))
                        .as("seed %d, valid %s, recorded %s", seed, validAt, recordedAt)
                        .isEqualTo(model(own.all(), validAt, recordedAt));
                var stretch = statements.stretch(own.trustCenter(), validAt, recordedAt, view);
                assertThat(stretch.since() == null || !stretch.since().isAfter(validAt))
                        .isTrue();
                assertThat(stretch.until() == null || stretch.until().isAfter(validAt))
                        .isTrue();
                if (stretch.until() != null) {
                    assertThat(model(own.all(), stretch.until().minusMillis(1), recordedAt))
                            .isEqualTo(model(own.all(), validAt, recordedAt))
                            .isNotEqualTo(model(own.all(), stretch.until(), recordedAt));
                }
                if (stretch.since() != null) {
                    assertThat(model(own.all(), stretch.since(), recordedAt))
                            .isEqualTo(model(own.all(), validAt, recordedAt))
                            .isNotEqualTo(model(own.all(), stretch.since().minusMillis(1), recordedAt));
                }
            }
        }
    }

    /** Of each item the last fact that was recorded by then and speaks about that instant. */
    private static Map<String, Long> model(List<PublicFact> facts, Instant validAt, Instant recordedAt) {
        return facts.stream()
                .filter(fact -> !fact.recordedAt().isAfter(recordedAt))
                .filter(fact -> {
                    var statement = ((ContentFact) fact.fact()).statement();
                    return !statement.validFrom().isAfter(validAt)
                            && (statement.validTo() == null
                                    || statement.validTo().isAfter(validAt));
                })
                .sorted(Comparator.comparing(PublicFact::position))
                .collect(Collectors.toMap(
                        fact -> ((ContentFact) fact.fact()).statement().item(),
                        PublicFact::position,
                        (old, last) -> last));
    }

    private static List<List<PublicFact>> randomHistory(Facts facts, Random random, int commits) {
        var history = new ArrayList<List<PublicFact>>();
        for (var commit = 0; commit < commits; commit++) {
            var drafts = new Facts.Draft[1 + random.nextInt(5)];
            for (var i = 0; i < drafts.length; i++) {
                var from = BEGINNING.plus(random.nextInt(480), ChronoUnit.DAYS);
                var until = random.nextBoolean() ? null : from.plus(1 + random.nextInt(120), ChronoUnit.DAYS);
                var item = "item-" + random.nextInt(4);
                drafts[i] = facts.stated(
                        item, from, until, null, new Pillar(1, both(item, item), both("tab\t \\ " + i, "rad\n")));
            }
            history.add(facts.commit(BEGINNING.plus(commit, ChronoUnit.HOURS), drafts));
        }
        return history;
    }

    private List<Map<String, Object>> rowsAfter(List<List<PublicFact>> history, int atOnce, boolean twice) {
        intake.forgetsAll();
        for (var start = 0; start < history.size(); start += atOnce) {
            var part = history.subList(start, Math.min(start + atOnce, history.size())).stream()
                    .flatMap(List::stream)
                    .toList();
            intake.takes(part);
            if (twice) {
                intake.takes(part);
            }
        }
        return rows();
    }

    private List<Map<String, Object>> rows() {
        return intake.jdbc().sql("""
                        select kind, item, revision, position, stated_at, valid::text, recorded::text, reason::text,
                               corrects, content::text
                        from statement order by kind, item, position, lower(recorded), lower(valid)""").query().listOfRows();
    }

    private List<Stated<?>> at(Instant validAt, Instant recordedAt) {
        return statements.at(facts.trustCenter(), validAt, recordedAt);
    }

    private @Nullable String reads(Instant validAt, Instant recordedAt) {
        var view = at(validAt, recordedAt);
        return view.isEmpty()
                ? null
                : ((Pillar) view.getFirst().content()).title().in("en", "en");
    }

    private Facts.Draft pillar(
            String id, String title, Instant from, @Nullable Instant until, @Nullable Long corrects) {
        return facts.stated(id, from, until, corrects, new Pillar(1000, both(title, title), both("", "")));
    }

    private static Gate openGate(JdbcClient jdbc) {
        return new Gate(new Heads(), new AccessRules(jdbc));
    }
}
