package org.trustledger.command.workbench.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.command.ledger.Facts.pack;
import static org.trustledger.command.ledger.Facts.pillar;
import static org.trustledger.command.ledger.Facts.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.events.Fact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PillarPublished;
import org.trustledger.events.PillarRemoved;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Statement;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedFactsTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    private final MovableClock clock = new MovableClock("2026-11-22T12:00:00Z");
    private final LedgerOnPostgres postgres = new LedgerOnPostgres(clock);
    private final FactLines lines =
            new FactLines(postgres.jdbc(), new TransactionTemplate(new JdbcTransactionManager(postgres.dataSource())));
    private final RecordedFacts facts = new RecordedFacts(postgres.jdbc(), postgres.ledger(), lines);

    @AfterAll
    void close() {
        postgres.close();
    }

    @Test
    void knowsEveryKindOfFactThereIs() {
        assertThat(Arrays.stream(FactKind.values()).map(FactKind::key))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FactType.values())
                        .map(FactType::kind)
                        .distinct()
                        .toList());
    }

    @Test
    void turnsThePagesOfALedgerBothWays() {
        var nordhamn = new TrustCenterId("pages");
        record(nordhamn, "actor-1", profile(1, MARCH, "en"));
        record(nordhamn, "actor-1", pillars(119));

        var newest = facts.page(nordhamn, Wanted.ALL, null, null);
        var second = facts.page(nordhamn, Wanted.ALL, 71L, null);
        var oldest = facts.page(nordhamn, Wanted.ALL, 21L, null);
        var back = facts.page(nordhamn, Wanted.ALL, null, 20L);

        assertThat(positions(newest)).isEqualTo(down(120, 71));
        assertThat(newest.newer()).isFalse();
        assertThat(newest.older()).isTrue();
        assertThat(positions(second)).isEqualTo(down(70, 21));
        assertThat(positions(oldest)).isEqualTo(down(20, 1));
        assertThat(oldest.older()).isFalse();
        assertThat(oldest.newer()).isTrue();
        assertThat(positions(back)).isEqualTo(down(70, 21));
        assertThat(positions(facts.page(nordhamn, Wanted.ALL, null, 100L)))
                .as("what little is newer comes with the rest of the newest page")
                .isEqualTo(down(120, 71));
    }

    @Test
    void turnsThePagesOfWhatIsFoundBothWays() {
        var nordhamn = new TrustCenterId("found-pages");
        record(nordhamn, "actor-1", profile(1, MARCH, "en"));
        record(nordhamn, "actor-1", pillars(60));
        record(nordhamn, "actor-2", pillars(60, 2));
        var revised = wanted(FactKind.PILLARS, null, Happened.REVISED, "actor-2", null, null, null);

        assertThat(positions(facts.page(nordhamn, revised, null, null))).isEqualTo(down(121, 72));
        assertThat(positions(facts.page(nordhamn, revised, 72L, null))).isEqualTo(down(71, 62));
        assertThat(positions(facts.page(nordhamn, revised, null, 66L))).isEqualTo(down(116, 67));
    }

    @Test
    void findsFactsByWhatTheyAreAboutAndWhatTheyDid() {
        var nordhamn = new TrustCenterId("finding");
        record(nordhamn, "actor-1", profile(1, MARCH, "en"), pillar("sweden", 1, MARCH), pillar("open", 1, MARCH));
        record(nordhamn, "actor-2", pillar("sweden", 2, JUNE));
        record(nordhamn, "actor-1", correction("sweden", 3, MARCH, 2));
        record(nordhamn, "actor-2", removal("open", 2, JUNE));
        record(nordhamn, "office", pack("0a".repeat(16), JUNE));

        assertThat(found(nordhamn, FactKind.PILLARS, null, null, null)).containsExactly(6L, 5L, 4L, 3L, 2L);
        assertThat(facts.page(nordhamn, Wanted.ALL, 7L, null).facts().getFirst().content())
                .as("what is removed is known by what it said")
                .isEqualTo(pillar("open", 1, MARCH).content());
        assertThat(found(nordhamn, FactKind.PACKS, null, null, null)).containsExactly(7L);
        assertThat(found(nordhamn, null, "pillars/sweden", null, null)).containsExactly(5L, 4L, 2L);
        assertThat(found(nordhamn, null, "pillars/sweden", null, "actor-2")).containsExactly(4L);
        assertThat(found(nordhamn, null, "pillars/none", null, null)).isEmpty();
        assertThat(found(nordhamn, null, null, Happened.PUBLISHED, null)).containsExactly(3L, 2L, 1L);
        assertThat(found(nordhamn, null, null, Happened.REVISED, null)).containsExactly(4L);
        assertThat(found(nordhamn, null, null, Happened.CORRECTED, null)).containsExactly(5L);
        assertThat(found(nordhamn, null, null, Happened.REMOVED, null)).containsExactly(6L);
        assertThat(found(nordhamn, null, null, Happened.ISSUED, null)).containsExactly(7L);
        assertThat(found(nordhamn, null, null, null, "actor-2")).containsExactly(6L, 4L);
        assertThat(found(nordhamn, FactKind.PILLARS, null, Happened.PUBLISHED, "actor-2"))
                .isEmpty();
        assertThat(found(new TrustCenterId("neighbour"), FactKind.PILLARS, null, null, null))
                .isEmpty();
    }

    @Test
    void findsFactsByDatesAndByCommit() {
        var nordhamn = new TrustCenterId("dates");
        var first = record(nordhamn, "actor-1", profile(1, MARCH, "en"), pillar("sweden", 1, MARCH));
        clock.move(Duration.ofDays(1));
        var second = record(nordhamn, "actor-1", pillar("open", 1, MARCH), pillar("kept", 1, MARCH));
        clock.move(Duration.ofDays(1));
        record(nordhamn, "actor-1", pillar("sweden", 2, JUNE));

        assertThat(positions(facts.page(nordhamn, between(second, null), null, null)))
                .containsExactly(5L, 4L, 3L);
        assertThat(positions(facts.page(nordhamn, between(null, second), null, null)))
                .containsExactly(2L, 1L);
        assertThat(positions(facts.page(nordhamn, between(first, second), null, null)))
                .containsExactly(2L, 1L);
        assertThat(positions(facts.page(nordhamn, between(clock.instant().plusSeconds(1), null), null, null)))
                .isEmpty();
        assertThat(positions(facts.page(nordhamn, commit(4), null, null))).containsExactly(4L, 3L);
        assertThat(positions(facts.page(nordhamn, commit(3), null, null)))
                .as("no commit ends there")
                .isEmpty();
        assertThat(positions(
                        facts.page(nordhamn, wanted(FactKind.PILLARS, null, null, null, 2L, null, null), null, null)))
                .containsExactly(2L);
    }

    @Test
    void tellsOfAFactWhatItChangedAndWhatIsBesideIt() {
        var nordhamn = new TrustCenterId("in-full");
        record(nordhamn, "actor-1", profile(1, MARCH, "en"), pillar("sweden", 1, MARCH));
        record(nordhamn, "actor-1", pillar("open", 1, MARCH), pillar("sweden", 2, JUNE));
        record(nordhamn, "actor-2", correction("sweden", 3, MARCH, 2));

        var revised = facts.find(nordhamn, 4).orElseThrow();
        var corrected = facts.find(nordhamn, 5).orElseThrow();
        var first = facts.find(nordhamn, 2).orElseThrow();

        assertThat(position(revised.before())).isEqualTo(2);
        assertThat(revised.previousVersion()).isEqualTo(2);
        assertThat(revised.nextVersion()).isEqualTo(5);
        assertThat(revised.commitFirst()).isEqualTo(3);
        assertThat(revised.commit()).extracting(NamedFact::position).containsExactly(3L, 4L);
        assertThat(revised.bytes()).isEqualTo(new FactCodec().write(revised.fact()));
        assertThat(position(corrected.before()))
                .as("what was known of March, not what was recorded last")
                .isEqualTo(2);
        assertThat(position(corrected.corrected())).isEqualTo(2);
        assertThat(corrected.previousVersion()).isEqualTo(4);
        assertThat(corrected.nextVersion()).isNull();
        assertThat(first.before()).isNull();
        assertThat(first.previousVersion()).isNull();
        assertThat(facts.find(nordhamn, 6)).isEmpty();
        assertThat(facts.find(new TrustCenterId("neighbour"), 1)).isEmpty();
    }

    @Test
    void saysSoWhereFactsCannotBeFoundYet() {
        var nordhamn = new TrustCenterId("large");
        record(nordhamn, "actor-1", profile(1, MARCH, "en"));
        record(nordhamn, "actor-1", pillars(10_500));

        var looking = facts.page(nordhamn, wanted(null, null, Happened.PUBLISHED, null, null, null, null), null, null);
        assertThat(looking.isCatchingUp()).isTrue();
        assertThat(positions(looking)).isEqualTo(down(10_000, 9_951));

        var keeping = new WhenFactsAreRecordedKeepLines(lines);
        assertThat(keeping.react()).isPositive();
        assertThat(found(nordhamn, FactKind.PROFILE, null, null, null)).containsExactly(1L);
        assertThat(positions(facts.page(
                        nordhamn, wanted(null, null, Happened.PUBLISHED, null, null, null, null), null, null)))
                .isEqualTo(down(10_501, 10_452));
    }

    private Instant record(TrustCenterId trustCenter, String actor, Fact... recorded) {
        return postgres.ledger()
                .record(trustCenter, actor, "correlation-1", _ -> List.of(recorded))
                .recordedAt();
    }

    private static Fact[] pillars(int count) {
        return pillars(count, 1);
    }

    private static Fact[] pillars(int count, int revision) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> pillar("pillar-" + number, revision, MARCH))
                .toArray(Fact[]::new);
    }

    private static Fact correction(String item, int revision, Instant from, long wrong) {
        var pillar = pillar(item, revision, from);
        return new PillarPublished(
                new Statement(item, revision, from, JUNE, pillar.statement().reason(), wrong), pillar.content());
    }

    private static Fact removal(String item, int revision, Instant from) {
        return new PillarRemoved(new Statement(item, revision, from, null, LocalizedText.of("en", "No more"), null));
    }

    private List<Long> found(
            TrustCenterId trustCenter,
            @Nullable FactKind kind,
            @Nullable String item,
            @Nullable Happened happened,
            @Nullable String actor) {
        return positions(facts.page(trustCenter, wanted(kind, item, happened, actor, null, null, null), null, null));
    }

    private static Wanted between(@Nullable Instant from, @Nullable Instant until) {
        return wanted(null, null, null, null, null, from, until);
    }

    private static Wanted commit(long end) {
        return wanted(null, null, null, null, end, null, null);
    }

    private static Wanted wanted(
            @Nullable FactKind kind,
            @Nullable String item,
            @Nullable Happened happened,
            @Nullable String actor,
            @Nullable Long commit,
            @Nullable Instant from,
            @Nullable Instant until) {
        return new Wanted(kind, item, happened, actor, commit, from, until);
    }

    private static long position(@Nullable PublicFact fact) {
        return fact == null ? 0 : fact.position();
    }

    private static List<Long> positions(FactsPage page) {
        return new ArrayList<>(page.facts().stream().map(NamedFact::position).toList());
    }

    private static List<Long> down(long from, long to) {
        return LongStream.rangeClosed(-from, -to)
                .map(position -> -position)
                .boxed()
                .toList();
    }
}
