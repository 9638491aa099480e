package org.trustledger.command.packs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trustledger.command.ledger.Facts;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.command.ledger.OccurrenceName;
import org.trustledger.command.packs.PackStatus.State;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskedPacksTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private final MovableClock clock = new MovableClock("2026-11-22T12:00:00Z");
    private final LedgerOnPostgres postgres = new LedgerOnPostgres(
            clock,
            new OccurrenceName("packs.requested", PackRequested.class),
            new OccurrenceName("packs.failed", PackFailed.class));
    private final Packs rows = new Packs(postgres.jdbc());
    private final AskedPacks packs = new AskedPacks(postgres.jdbc(), new Past(postgres.jdbc()), clock);

    @AfterAll
    void close() {
        postgres.close();
    }

    @Test
    void tellsWhatBecameOfEach() {
        var nordhamn = begun("becoming");
        var issued = requested(nordhamn, "en", 1);
        var failed = requested(nordhamn, "sv", 2);
        var waiting = requested(nordhamn, "sv", 3);
        issue(nordhamn, issued);
        fail(nordhamn, failed, "A glyph is missing");
        rows.askAgain(waiting, Duration.ZERO);

        var found = packs.page(nordhamn, null, AskedPacks.Place.TOP, 10);

        assertThat(found).extracting(AskedPack::pack).containsExactlyInAnyOrder(issued, failed, waiting);
        assertThat(packs.find(nordhamn, issued)).hasValueSatisfying(pack -> {
            assertThat(pack.state()).isEqualTo(State.ISSUED);
            assertThat(pack.issued()).isEqualTo(Facts.pack(issued, MARCH));
            assertThat(pack.position()).isEqualTo(2);
            assertThat(pack.since()).isEqualTo(clock.instant());
        });
        assertThat(packs.find(nordhamn, failed)).hasValueSatisfying(pack -> {
            assertThat(pack.state()).isEqualTo(State.FAILED);
            assertThat(pack.problem()).isEqualTo("A glyph is missing");
            assertThat(pack.issued()).isNull();
            assertThat(pack.overtaken()).isFalse();
        });
        assertThat(packs.find(nordhamn, waiting))
                .hasValueSatisfying(pack -> assertThat(pack.asked()).isEqualTo(2));
        assertThat(packs.find(begun("neighbour"), issued)).isEmpty();
        assertThat(packs.languages(nordhamn)).containsExactly("sv", "en");
    }

    @Test
    void countsWhatNeedsSomebody() {
        var nordhamn = begun("counting");
        var failed = requested(nordhamn, "sv", 1);
        fail(nordhamn, failed, "A glyph is missing");
        fail(nordhamn, requested(nordhamn, "en", 2), "A glyph is missing");
        requested(nordhamn, "en", 3);
        assertThat(packs.waiting(nordhamn).failed()).isEqualTo(2);
        assertThat(packs.waiting(nordhamn).requested()).isOne();
        assertThat(packs.waiting(nordhamn).askedAgain()).isNull();

        issue(nordhamn, requested(nordhamn, "sv", 4));

        assertThat(packs.waiting(nordhamn).failed()).as("one was overtaken").isOne();
        assertThat(packs.find(nordhamn, failed))
                .hasValueSatisfying(pack -> assertThat(pack.overtaken()).isTrue());
        assertThat(packs.waiting(begun("nothing"))).isEqualTo(new AskedPacks.Waiting(0, null, null, 0));
    }

    @Test
    void turnsPagesWithoutLosingOrRepeatingOne() {
        var nordhamn = begun("turning");
        var asked = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> requested(nordhamn, "sv", number))
                .toList();
        issue(nordhamn, asked.get(2));
        fail(nordhamn, asked.get(4), "A glyph is missing");
        // All at one moment, so that only the second part of the place tells them apart.
        postgres.jdbc()
                .update("update pack set asked_at = '2026-11-22T12:00:00Z' where trust_center = ?", nordhamn.value());

        var first = packs.page(nordhamn, null, AskedPacks.Place.TOP, 4);
        var second = packs.page(
                nordhamn,
                null,
                new AskedPacks.Place(
                        first.getLast().lastAsked(), first.getLast().pack()),
                4);

        assertThat(List.of(first, second).stream().flatMap(List::stream).map(AskedPack::pack))
                .containsExactlyInAnyOrderElementsOf(asked);
        assertThat(packs.page(nordhamn, State.FAILED, AskedPacks.Place.TOP, 4))
                .extracting(AskedPack::pack)
                .containsExactly(asked.get(4));
    }

    private TrustCenterId begun(String name) {
        var trustCenter = new TrustCenterId(name);
        postgres.ledger()
                .record(trustCenter, "actor-1", "correlation-1", _ -> List.of(Facts.profile(1, MARCH, "sv", "en")));
        return trustCenter;
    }

    private String requested(TrustCenterId trustCenter, String language, int number) {
        var identity = new PackIdentity(
                new PackScope.Everything(), language, MARCH.plusSeconds(number), clock.instant(), 1, 0, "1");
        var pack = Pack.idOf(trustCenter, identity);
        rows.lock(trustCenter, pack, identity);
        postgres.ledger()
                .keep(
                        trustCenter,
                        Pack.KIND,
                        pack,
                        "actor-1",
                        "correlation-1",
                        List.of(new PackRequested(pack, identity, 1)));
        return pack;
    }

    private void issue(TrustCenterId trustCenter, String pack) {
        postgres.ledger().record(trustCenter, "actor-press", "correlation-1", _ -> List.of(Facts.pack(pack, MARCH)));
        rows.become(pack, State.ISSUED, null);
    }

    private void fail(TrustCenterId trustCenter, String pack, String problem) {
        postgres.ledger()
                .keep(
                        trustCenter,
                        Pack.KIND,
                        pack,
                        "actor-press",
                        "correlation-1",
                        List.of(new PackFailed(pack, problem)));
        rows.become(pack, State.FAILED, problem);
    }
}
