package org.trustledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.trustledger.command.ledger.Facts.pack;
import static org.trustledger.command.ledger.Facts.pillar;
import static org.trustledger.command.ledger.Facts.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.trustledger.events.Fact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

class LedgerTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");
    private static final TrustCenterId SODERVIK = new TrustCenterId("sodervik");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final MovableClock clock = new MovableClock("2026-11-22T12:00:00.123456789Z");
    private final LedgerOnPostgres postgres =
            new LedgerOnPostgres(clock, new OccurrenceName("pillars.drafted", Drafted.class));
    private final Ledger ledger = postgres.ledger();

    record Drafted(String by) implements Occurrence {}

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void aCommitsFactsShareItsMomentAndItsEnd() {
        var recorded = record(NORDHAMN, profile(1, NOON, "en"), pillar("sweden", 1, NOON));

        assertThat(recorded).isEqualTo(new Recorded(NORDHAMN, 2, 2, Instant.parse("2026-11-22T12:00:00.123456Z"), 2));
        assertThat(ledger.contentFacts(NORDHAMN))
                .extracting(PublicFact::position, PublicFact::commitPosition, PublicFact::recordedAt)
                .containsExactly(tuple(1L, 2L, recorded.recordedAt()), tuple(2L, 2L, recorded.recordedAt()));
        assertThat(ledger.head(NORDHAMN)).contains(new Head(2, recorded.recordedAt(), 2, recorded.recordedAt(), 0));
        assertThat(postgres.announced()).containsExactly(recorded);
    }

    @Test
    void keepsTheExactPublishedBytes() {
        record(NORDHAMN, profile(1, NOON, "en"), pillar("sweden", 1, NOON));

        var kept = postgres.jdbc().queryForList("select bytes from public_fact order by position", byte[].class);
        var codec = new FactCodec();
        assertThat(kept)
                .hasSize(2)
                .allSatisfy(bytes -> assertThat(codec.write(codec.read(bytes))).isEqualTo(bytes));
    }

    @Test
    void aDecisionSeesTheMomentItsFactsWillBear() {
        record(NORDHAMN, profile(1, NOON, "en"));
        clock.move(Duration.ofSeconds(1));
        var seen = new ArrayList<Moment>();

        var recorded = ledger.record(NORDHAMN, "actor-1", "correlation-1", moment -> {
            seen.add(moment);
            return List.of(pillar("sweden", 1, moment.recordedAt()));
        });

        assertThat(seen).containsExactly(new Moment(NORDHAMN, recorded.recordedAt(), 1, 1));
        assertThat(recorded.recordedAt()).isEqualTo("2026-11-22T12:00:01.123456Z");
    }

    @Test
    void recordedTimeOnlyMovesForwardThoughTheClockJumpsBack() {
        var first = record(NORDHAMN, profile(1, NOON, "en"));
        clock.move(Duration.ofHours(-3));
        var second = record(NORDHAMN, pillar("sweden", 1, NOON));
        var third = record(NORDHAMN, pillar("sweden", 2, NOON));

        assertThat(second.recordedAt()).isEqualTo(first.recordedAt().plusNanos(1_000));
        assertThat(third.recordedAt()).isEqualTo(first.recordedAt().plusNanos(2_000));
    }

    @Test
    void nothingDecidedIsNothingRecorded() {
        var first = record(NORDHAMN);
        assertThat(first.facts()).isZero();
        assertThat(ledger.head(NORDHAMN)).isEmpty();
        assertThat(count("ledger")).isZero();

        record(NORDHAMN, profile(1, NOON, "en"));
        assertThat(record(NORDHAMN)).extracting(Recorded::position).isEqualTo(1L);
        assertThat(count("domain_event")).isOne();
        assertThat(postgres.announced()).hasSize(1);
    }

    @Test
    void aRefusalReachesTheCallerAsItIsAndLeavesNothing() {
        var refusal = new IllegalStateException("no");

        assertThatThrownBy(() -> ledger.record(NORDHAMN, "actor-1", "correlation-1", _ -> {
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(count("ledger")).isZero();
        assertThat(postgres.announced()).isEmpty();
    }

    @Test
    void aMomentFinerThanTheLedgersIsRefusedAndNotRounded() {
        assertThatThrownBy(() -> record(NORDHAMN, pillar("sweden", 1, NOON.plusNanos(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finer than the ledger's microseconds");
        assertThat(count("ledger")).isZero();
    }

    @Test
    void trustCentersCountEachForItself() {
        record(NORDHAMN, profile(1, NOON, "en"), pillar("sweden", 1, NOON));

        assertThat(record(SODERVIK, profile(1, NOON, "sv")).position()).isEqualTo(1);
        assertThat(ledger.contentFacts(SODERVIK)).hasSize(1);
    }

    @Test
    void positionsHaveNoGapUnderEightWritersWhoseWorkKeepsFailing() throws Exception {
        var attempts = 40;
        try (var writers = Executors.newFixedThreadPool(8)) {
            var work = IntStream.range(0, 8)
                    .<Callable<List<Recorded>>>mapToObj(writer -> () -> write(writer, attempts))
                    .toList();
            var commits = new ArrayList<Recorded>();
            for (var done : writers.invokeAll(work)) {
                commits.addAll(done.get());
            }

            for (var trustCenter : List.of(NORDHAMN, SODERVIK)) {
                var own = commits.stream()
                        .filter(commit -> commit.trustCenter().equals(trustCenter))
                        .toList();
                var facts = own.stream().mapToInt(Recorded::facts).sum();
                assertThat(positions(trustCenter))
                        .isEqualTo(LongStream.rangeClosed(1, facts).boxed().toList());
                var moments = postgres.jdbc().queryForList("""
                                select distinct recorded_at from public_fact
                                where trust_center = ? and position = commit_position""", Object.class, trustCenter.value());
                assertThat(moments).as("one moment per commit").hasSameSizeAs(own);
                assertThat(postgres.jdbc().queryForObject("""
                                        select count(*) from (select recorded_at <= lag(recorded_at)
                                          over (order by position) as wrong from public_fact
                                          where trust_center = ? and position = commit_position) where wrong""", Long.class, trustCenter.value()))
                        .as("moments that do not follow the one before")
                        .isZero();
            }
            assertThat(count("domain_event")).isEqualTo(count("public_fact"));
        }
    }

    private List<Recorded> write(int writer, int attempts) {
        var commits = new ArrayList<Recorded>();
        for (var attempt = 0; attempt < attempts; attempt++) {
            var revision = attempt + 1;
            var random = ThreadLocalRandom.current();
            var fails = random.nextInt(3) == 0;
            var facts = random.nextInt(1, 4);
            try {
                commits.add(ledger.record(writer % 2 == 0 ? NORDHAMN : SODERVIK, "actor-1", "correlation-1", moment -> {
                    var decided = IntStream.range(0, facts)
                            .mapToObj(i -> pillar("p%d-%d".formatted(writer, i), revision, NOON))
                            .toList();
                    if (fails) {
                        // The worst moment to fail: a fact of a commit that is then given up.
                        ledger.keep(moment.trustCenter(), "pillars", "p" + writer, "a", "c", List.of(new Drafted("x")));
                        throw new IllegalStateException("given up");
                    }
                    return decided;
                }));
            } catch (IllegalStateException _) {
                assertThat(fails).isTrue();
            }
        }
        return commits;
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain_event", "public_fact"})
    void historyRefusesToBeAltered(String table) {
        record(NORDHAMN, profile(1, NOON, "en"));

        Stream.of(
                        "update %s set recorded_at = now()",
                        "delete from %s", "truncate %s", "truncate %s cascade", "delete from %s where false")
                .map(statement -> statement.formatted(table))
                .forEach(
                        statement -> assertThatThrownBy(() -> postgres.asOwner().execute(statement))
                                .as(statement)
                                .isInstanceOf(DataAccessException.class)
                                .hasMessageContaining("what is recorded is never altered"));
        assertThat(count(table)).isOne();
    }

    @Test
    void eventsBearOurNamesInTheStore() {
        record(NORDHAMN, profile(1, NOON, "en"), pillar("sweden", 1, NOON));
        record(NORDHAMN, pillar("sweden", 2, NOON));
        ledger.keep(NORDHAMN, "pillars", "sweden", "actor-2", "correlation-2", List.of(new Drafted("somebody")));

        assertThat(postgres.jdbc().queryForList("""
                                select concat_ws(' ', aggregate_identifier, sequence_number, aggregate_type,
                                  payload_type, payload_revision) from domain_event order by global_index""", String.class))
                .containsExactly(
                        "nordhamn/trust-centers/profile 0 trust-centers trust-centers.profile-published 1",
                        "nordhamn/pillars/sweden 0 pillars pillars.published 1",
                        "nordhamn/pillars/sweden 1 pillars pillars.published 1",
                        "nordhamn/pillars/sweden 2 pillars pillars.drafted 1");
        assertThat(postgres.jdbc()
                        .queryForList(
                                "select convert_from(payload, 'UTF8') || convert_from(meta_data, 'UTF8') from domain_event",
                                String.class))
                .noneMatch(json -> json.contains("org.trustledger"))
                .anyMatch(json -> json.contains("\"correlationId\":\"correlation-2\""));
    }

    @Test
    void aLargeCommitIsOneCommitThoughItIsWrittenInParts() {
        var facts = IntStream.range(0, 2_500)
                .<Fact>mapToObj(i -> pillar("p" + i % 900, i / 900 + 1, NOON))
                .toList();

        var recorded = ledger.record(NORDHAMN, "actor-1", "correlation-1", _ -> facts);

        assertThat(ledger.contentFacts(NORDHAMN))
                .isEqualTo(IntStream.range(0, facts.size())
                        .mapToObj(i -> new PublicFact(
                                NORDHAMN,
                                i + 1,
                                2_500,
                                recorded.recordedAt(),
                                "actor-1",
                                null,
                                "correlation-1",
                                facts.get(i)))
                        .toList());
        assertThat(ledger.head(NORDHAMN))
                .contains(new Head(2_500, recorded.recordedAt(), 2_500, recorded.recordedAt(), 0));
        assertThat(ledger.history(NORDHAMN, "pillars", "p7"))
                .containsExactly(facts.get(7), facts.get(907), facts.get(1_807));
        assertThat(postgres.jdbc().queryForList("""
                                select (convert_from(meta_data, 'UTF8')::jsonb ->> 'position')::bigint
                                from domain_event order by global_index""", Long.class)).isSorted().hasSize(2_500);
    }

    @Test
    void whatIsNoContentRaisesThePositionOnly() {
        var content = record(NORDHAMN, profile(1, NOON, "en"), pillar("sweden", 1, NOON));
        clock.move(Duration.ofSeconds(1));
        var alone = record(NORDHAMN, pack("0".repeat(32), NOON));
        clock.move(Duration.ofSeconds(1));
        var two = record(NORDHAMN, pack("1".repeat(32), NOON), pack("2".repeat(32), NOON));

        assertThat(alone)
                .extracting(Recorded::position, Recorded::contentPosition)
                .containsExactly(3L, 2L);
        assertThat(ledger.head(NORDHAMN)).contains(new Head(5, two.recordedAt(), 2, content.recordedAt(), 0));

        var mixed = record(NORDHAMN, pillar("sweden", 2, NOON), pack("3".repeat(32), NOON));
        assertThat(ledger.head(NORDHAMN)).contains(new Head(7, mixed.recordedAt(), 6, mixed.recordedAt(), 0));
    }

    @Test
    void anItemsHistoryHoldsItsFactsAndWhatStaysInTheOffice() {
        record(NORDHAMN, profile(1, NOON, "en"), pillar("sweden", 1, NOON));
        ledger.keep(NORDHAMN, "pillars", "sweden", "actor-1", "correlation-1", List.of(new Drafted("somebody")));

        assertThat(ledger.history(NORDHAMN, "pillars", "sweden"))
                .containsExactly(pillar("sweden", 1, NOON), new Drafted("somebody"));
        assertThat(ledger.head(NORDHAMN))
                .hasValueSatisfying(head -> assertThat(head.position()).isEqualTo(2));
    }

    private Recorded record(TrustCenterId trustCenter, Fact... facts) {
        return ledger.record(trustCenter, "actor-1", "correlation-1", _ -> List.of(facts));
    }

    private List<Long> positions(TrustCenterId trustCenter) {
        return postgres.jdbc()
                .queryForList(
                        "select position from public_fact where trust_center = ? order by position",
                        Long.class,
                        trustCenter.value());
    }

    private long count(String table) {
        var count = postgres.jdbc().queryForObject("select count(*) from " + table, Long.class);
        return count == null ? -1 : count;
    }
}
