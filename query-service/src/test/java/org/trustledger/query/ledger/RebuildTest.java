package org.trustledger.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.query.Facts.day;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.RandomHistory;

/** Views made anew beside the live ones, between a real Kafka and a real PostgreSQL. */
class RebuildTest {
    private static final List<String> TABLES =
            List.of("trust_center", "commit", "statement", "version", "search_text", "pack", "topic_commit");

    private final Facts nordhamn = new Facts("nordhamn");
    private final Facts soderhamn = new Facts("soderhamn");
    private Counter counter;

    @BeforeEach
    void withFactsOfTwoTrustCenters(@TempDir Path archive) {
        counter = Counter.withArchive(archive);
        RandomHistory.of(nordhamn, new Random(1), 150).forEach(counter::relays);
        RandomHistory.of(soderhamn, new Random(2), 40).forEach(counter::relays);
        counter.start()
                .reaches("nordhamn", nordhamn.all().size())
                .reaches("soderhamn", soderhamn.all().size());
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void makesTheSameRowsAgainAndTheCounterGoesOn() throws SQLException {
        var before = rows();
        var structure = structure();
        execute("grant usage on schema views to public", "grant select on views.pack to public");
        execute("delete from views.statement where position % 7 = 0", "update views.pack set pages = 1");
        assertThat(rows()).isNotEqualTo(before);

        var outcome = counter.task("rebuild");

        assertThat(outcome.output())
                .contains(
                        "facts in",
                        "a second",
                        "nordhamn: position " + nordhamn.all().size());
        assertThat(outcome.exitCode()).isZero();
        assertThat(rows()).isEqualTo(before);
        assertThat(structure()).isEqualTo(structure);
        assertThat(query("""
                        select c.relname || ': ' || a.privilege_type
                        from pg_class c cross join aclexplode(c.relacl) a
                        where c.relnamespace = 'views'::regnamespace and a.grantee = 0""")).as("what everybody may do").containsExactly("pack: SELECT");
        assertThat(query("select nspname::text from pg_namespace where nspname like 'views%'"))
                .containsExactly("views");

        counter.relays(nordhamn.commit(day("2026-03-01"), nordhamn.pillar("later")))
                .reaches("nordhamn", nordhamn.all().size());
        counter.stop().start().reaches("nordhamn", nordhamn.all().size());
        assertThat(query("select count(*)::text from views.statement where item = 'later'"))
                .containsExactly("1");
    }

    @Test
    void readersAndTheIntakeNoticeNothing() throws Exception {
        var path = "/api/v1/trust-centers/nordhamn?validAt=2025-09-01&recordedAt=2025-01-03T00:00:00Z";
        var expected = counter.get(path).body();
        var stopped = new AtomicBoolean();
        var wrong = new ConcurrentLinkedQueue<String>();
        var asked = new AtomicInteger();
        var readers = new ArrayList<CompletableFuture<Void>>();
        for (var reader = 0; reader < 3; reader++) {
            readers.add(CompletableFuture.runAsync(
                    () -> {
                        while (!stopped.get()) {
                            // Each day once in a while, so that it is the tables that are read and not what is kept of
                            // them.
                            var day = RandomHistory.BEGINNING.plus(asked.incrementAndGet() % 600, ChronoUnit.DAYS);
                            var other = counter.get("/api/v1/trust-centers/soderhamn?validAt=%s".formatted(day));
                            var answer = counter.get(path);
                            if (!answer.body().equals(expected) || other.statusCode() != 200) {
                                wrong.add(answer.body() + other.body());
                            }
                        }
                    },
                    Thread::startVirtualThread));
        }
        readers.add(CompletableFuture.runAsync(
                () -> {
                    for (var hour = 0; !stopped.get(); hour++) {
                        counter.relays(soderhamn.commit(
                                day("2026-01-01").plus(hour, ChronoUnit.HOURS),
                                soderhamn.pillar("live"),
                                soderhamn.pillar("live-" + hour)));
                    }
                },
                Thread::startVirtualThread));

        try {
            for (var times = 0; times < 3; times++) {
                var outcome = counter.task("rebuild");
                assertThat(outcome.output()).contains("take over");
                assertThat(outcome.exitCode()).isZero();
            }
        } finally {
            stopped.set(true);
        }
        readers.forEach(CompletableFuture::join);

        assertThat(wrong).isEmpty();
        counter.reaches("soderhamn", soderhamn.all().size());
        assertThat(counter.management("/actuator/health/readiness").body()).contains("\"status\":\"UP\"");
        assertThat(query("select count(*)::text from views.statement where item like 'live-%'"))
                .containsExactly(Long.toString(soderhamn.all().stream()
                                .filter(fact -> !fact.recordedAt().isBefore(day("2026-01-01")))
                                .count()
                        / 2));
        var live = rows();
        counter.stop();
        assertThat(counter.task("rebuild").exitCode()).isZero();
        assertThat(rows()).isEqualTo(live);
    }

    @Test
    void aTopicThatIsNotWholeLeavesTheViewsAsTheyWere() throws SQLException {
        var before = rows();
        nordhamn.commit(day("2026-03-01"), nordhamn.pillar("missing"));
        var missing = nordhamn.all().size();
        counter.relays(nordhamn.commit(day("2026-03-02"), nordhamn.pillar("next")));

        var outcome = counter.task("rebuild");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("nordhamn", "position %d is missing".formatted(missing), "as they were");
        assertThat(rows()).isEqualTo(before);

        counter.stop().losesItsTopic().makeTopic().relays(nordhamn.all().subList(0, 10));
        outcome = counter.task("rebuild");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("ends before what the views show", "soderhamn (position 0 of");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aRebuildThatIsKilledLeavesTheViewsAsTheyWereAndTheNextOneWorks() throws Exception {
        var before = rows();
        // Holds the rebuild up at its last step, where everything is filled.
        try (var other = counter.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table views.topic_offset in row exclusive mode");
            var rebuild = CompletableFuture.supplyAsync(() -> counter.task("rebuild"), Thread::startVirtualThread);
            await().until(() -> !query("select pid::text from pg_stat_activity where query like 'lock table views%'"
                            + " and wait_event_type = 'Lock' and pid <> pg_backend_pid()")
                    .isEmpty());
            execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rebuild'");
            assertThat(rebuild.get().exitCode()).isEqualTo(2);
        }
        assertThat(rows()).isEqualTo(before);
        // And one that died between the switch and the end.
        execute("create schema views_before", "create table views_before.statement (id int)");

        assertThat(counter.task("rebuild").exitCode()).isZero();

        assertThat(rows()).isEqualTo(before);
        assertThat(query("select nspname::text from pg_namespace where nspname like 'views%'"))
                .containsExactly("views");
    }

    @Test
    void twoAtOnceAreRefused() throws SQLException {
        try (var other = counter.connect()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("select pg_advisory_xact_lock_shared(hashtextextended('trust-ledger views', 0))");
            var outcome = counter.task("rebuild");
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.output()).contains("another rebuild or check is under way");
        }
    }

    private Map<String, List<String>> rows() {
        var rows = new TreeMap<String, List<String>>();
        for (var table : TABLES) {
            rows.put(
                    table,
                    counter.rows(table).stream()
                            .map(row -> row.replaceFirst("\"id\": \\d+, ", ""))
                            .sorted()
                            .toList());
        }
        return rows;
    }

    private List<String> structure() throws SQLException {
        return query("""
                select table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
                    || coalesce(column_default, '') || ' ' || is_identity
                from information_schema.columns where table_schema = 'views'
                union all select indexdef from pg_indexes where schemaname = 'views'
                union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                from pg_constraint where connamespace = 'views'::regnamespace
                order by 1""");
    }

    private List<String> query(String sql) throws SQLException {
        try (var connection = counter.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = counter.connect()) {
            for (var statement : statements) {
                connection.createStatement().execute(statement);
            }
        }
    }
}
