package org.trustledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.ledger.Facts.pillar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.trustledger.events.ContentFact;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Positions, moments and visibility while transactions fail in every way a database knows. */
class LedgerUnderFireTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");
    private static final TrustCenterId SODERVIK = new TrustCenterId("sodervik");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final MovableClock clock = new MovableClock("2026-11-22T12:00:00Z");
    private final LedgerOnPostgres postgres = new LedgerOnPostgres(clock);
    private final Ledger ledger = postgres.ledger();

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void aCommandGivenUpAfterItsFactsWereAppendedLeavesNoHole() {
        record(NORDHAMN, "before", 2);

        inOneTransaction(() -> {
            assertThat(record(NORDHAMN, "given-up", 3).position()).isEqualTo(5);
            return false;
        });

        assertThat(record(NORDHAMN, "after", 1).position()).isEqualTo(3);
        assertThat(items(NORDHAMN)).containsExactly("before-0", "before-1", "after-0");
        assertThat(postgres.announced()).as("what others were told").hasSize(2);
        assertSound(NORDHAMN);
    }

    @Test
    void ofTwoCommandsThatDeadlockOneIsRecordedWholeAndTheOtherNotAtAll() throws Exception {
        var rounds = 3;
        var commits = 0;
        try (var two = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < rounds; round++) {
                var barrier = new CyclicBarrier(2);
                var name = "r" + round;
                var both = two.invokeAll(List.<Callable<Boolean>>of(
                        () -> recordBoth(NORDHAMN, SODERVIK, name + "-a", barrier),
                        () -> recordBoth(SODERVIK, NORDHAMN, name + "-b", barrier)));
                for (var each : both) {
                    commits += each.get() ? 1 : 0;
                }
            }
        }

        assertThat(commits).isEqualTo(rounds);
        assertThat(items(NORDHAMN)).hasSize(2 * rounds).containsExactlyInAnyOrderElementsOf(items(SODERVIK));
        assertSound(NORDHAMN);
        assertSound(SODERVIK);
    }

    private boolean recordBoth(TrustCenterId first, TrustCenterId second, String name, CyclicBarrier barrier) {
        try {
            inOneTransaction(() -> {
                record(first, name, 2);
                barrier.await(20, TimeUnit.SECONDS);
                record(second, name, 2);
                return true;
            });
            return true;
        } catch (RuntimeException deadlock) {
            assertThat(deadlock).hasStackTraceContaining("deadlock detected");
            return false;
        }
    }

    @Test
    void aConnectionThatIsCutInTheMiddleOfACommitLeavesNothingOfIt() {
        record(NORDHAMN, "before", 1);

        assertThatThrownBy(() -> inOneTransaction(() -> {
                    record(NORDHAMN, "cut", 3);
                    assertThat(cutEverythingInATransaction()).isOne();
                    return true;
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(record(NORDHAMN, "after", 1).position()).isEqualTo(2);
        assertThat(items(NORDHAMN)).containsExactly("before-0", "after-0");
        assertSound(NORDHAMN);
    }

    @Test
    void whateverFailsPositionsHaveNoGapMomentsNoRepeatAndCommitsAreSeenWhole() throws Exception {
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newCachedThreadPool()) {
            var watching = threads.submit(() -> {
                var looks = 0;
                while (writing.get()) {
                    look();
                    looks++;
                }
                return looks;
            });
            var writers = IntStream.range(0, 6)
                    .mapToObj(writer -> threads.submit(() -> write(writer)))
                    .toList();
            var acknowledged = new ArrayList<Commit>();
            try {
                var cut = 0;
                for (var time = 0; time < 12; time++) {
                    var before = lastPosition();
                    await().atMost(Duration.ofMinutes(1))
                            .until(() ->
                                    lastPosition() > before || writers.stream().allMatch(Future::isDone));
                    clock.move(time % 3 == 0 ? Duration.ofHours(-1) : Duration.ofMinutes(1));
                    look();
                    cut += cutEverythingInATransaction();
                }
                assertThat(cut).as("connections cut").isPositive();
                for (var writer : writers) {
                    acknowledged.addAll(writer.get());
                }
            } finally {
                // Whoever watches would watch for ever, and the end of the test wait for them.
                writing.set(false);
            }

            assertThat(watching.get()).isPositive();
            assertThat(acknowledged).isNotEmpty();
            var items = items(NORDHAMN);
            for (var commit : acknowledged) {
                var end = (int) commit.recorded().position();
                assertThat(items.subList(end - commit.recorded().facts(), end))
                        .as("what was acknowledged as position %d", end)
                        .allMatch(item -> item.startsWith(commit.name() + "-"));
            }
            assertThat(items).doesNotHaveDuplicates();
        }
        assertSound(NORDHAMN);
    }

    private long lastPosition() {
        return ledger.head(NORDHAMN).map(Head::position).orElse(0L);
    }

    private record Commit(String name, Recorded recorded) {}

    private List<Commit> write(int writer) {
        var acknowledged = new ArrayList<Commit>();
        for (var attempt = 0; attempt < 15; attempt++) {
            var random = ThreadLocalRandom.current();
            var name = "w%d-%d".formatted(writer, attempt);
            var facts = random.nextInt(10) == 0 ? 2_000 : random.nextInt(1, 20);
            var givenUp = random.nextInt(4) == 0;
            try {
                inOneTransaction(() -> {
                    var recorded = record(NORDHAMN, name, facts);
                    if (!givenUp) {
                        acknowledged.add(new Commit(name, recorded));
                    }
                    return !givenUp;
                });
            } catch (RuntimeException _) {
                // Cut: whether this one is recorded was never said.
                acknowledged.removeIf(commit -> commit.name().equals(name));
            }
        }
        return acknowledged;
    }

    /** One statement is one look: it sees either all of a commit or nothing. */
    private void look() {
        try {
            postgres.jdbc().query("""
                    select l.position, count(f.position), coalesce(max(f.position), 0), coalesce(max(f.commit_position), 0)
                    from ledger l left join public_fact f using (trust_center) group by l.position""", row -> {
                assertThat(List.of(row.getLong(2), row.getLong(3), row.getLong(4)))
                        .as("facts, last position and end of the last commit beside the ledger's position")
                        .containsOnly(row.getLong(1));
            });
        } catch (DataAccessException _) {
            // The look itself was cut.
        }
    }

    // As the office's own role, which sees and may end its own sessions, over a connection that no transaction is bound
    // to.
    private int cutEverythingInATransaction() {
        var office = postgres.roles().runtime();
        return new JdbcTemplate(new DriverManagerDataSource(office.jdbcUrl(), office.user(), office.password()))
                .queryForList("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null""")
                .size();
    }

    private interface Work {
        /** Whether to commit. */
        boolean go() throws Exception;
    }

    /** As the command bus does around a command's handler. */
    private void inOneTransaction(Work work) {
        var unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(postgres.transactions());
        try {
            if (work.go()) {
                unit.commit();
            } else {
                unit.rollback();
            }
        } catch (Exception e) {
            if (unit.isActive()) {
                unit.rollback(e);
            }
            throw e instanceof RuntimeException asItIs ? asItIs : new IllegalStateException(e);
        }
    }

    private Recorded record(TrustCenterId trustCenter, String name, int facts) {
        return ledger.record(
                trustCenter,
                "actor-1",
                "correlation-1",
                _ -> IntStream.range(0, facts)
                        .mapToObj(i -> pillar(name + "-" + i, 1, NOON))
                        .toList());
    }

    private List<String> items(TrustCenterId trustCenter) {
        return ledger.contentFacts(trustCenter).stream()
                .map(fact -> ((ContentFact) fact.fact()).statement().item())
                .toList();
    }

    private void assertSound(TrustCenterId trustCenter) {
        var facts = ledger.contentFacts(trustCenter);
        assertThat(facts)
                .extracting(PublicFact::position)
                .isEqualTo(LongStream.rangeClosed(1, facts.size()).boxed().toList());
        for (var i = 1; i < facts.size(); i++) {
            var before = facts.get(i - 1);
            var fact = facts.get(i);
            if (before.endsCommit()) {
                assertThat(fact.recordedAt()).isAfter(before.recordedAt());
            } else {
                assertThat(fact.recordedAt()).isEqualTo(before.recordedAt());
                assertThat(fact.commitPosition()).isEqualTo(before.commitPosition());
            }
        }
        assertThat(facts.getLast().endsCommit()).isTrue();
        assertThat(postgres.jdbc()
                        .queryForList(
                                "select (convert_from(meta_data, 'UTF8')::jsonb ->> 'position')::bigint from domain_event"
                                        + " where aggregate_identifier like ? || '/%' order by global_index",
                                Long.class, trustCenter.value()))
                .isEqualTo(facts.stream().map(PublicFact::position).toList());
    }
}
