package org.trustledger.command.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;
import org.trustledger.events.TrustCenterId;

class PackTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId("nordhamn");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PackIdentity IDENTITY =
            new PackIdentity(new PackScope.Everything(), "en", NOON, NOON, 87, 0, "1");
    private static final String ID = Pack.idOf(NORDHAMN, IDENTITY);
    private static final Seal SEAL = new Seal("PAdES-B-B", "CN=Demonstration", "c".repeat(64), true);

    private static final PackRequested REQUESTED = new PackRequested(ID, IDENTITY, 87);
    private static final PackFailed FAILED = new PackFailed(ID, "no glyph for U+1F600");
    private static final PackIssued ISSUED =
            new PackIssued(ID, IDENTITY, "a".repeat(64), "b".repeat(64), 44, 123_456, SEAL);

    @Test
    void theIdIsAFunctionOfTheIdentity() {
        // echo -n 'nordhamn|all|en|2026-11-22T12:00:00Z|87|1' | sha256sum | head -c 32
        assertThat(ID).isEqualTo("765c76a245f1bb194c979438c5ff6cc8");
        assertThat(Pack.idOf(new TrustCenterId("sodervik"), IDENTITY)).isNotEqualTo(ID);
        // echo -n 'nordhamn|tag:nis2|en|2026-11-22T12:00:00Z|87|1' | sha256sum | head -c 32
        assertThat(Pack.idOf(NORDHAMN, new PackIdentity(new PackScope.Tagged("nis2"), "en", NOON, NOON, 87, 0, "1")))
                .isEqualTo("4774d828537a1152614bf40d4b6225d4");
    }

    @Test
    void asksThePressForAPackThatNobodyAskedFor() {
        given().when(pack -> pack.decide(REQUESTED)).then(REQUESTED);
    }

    @Test
    void asksOnceForTheSamePack() {
        given(REQUESTED).when(pack -> pack.decide(REQUESTED)).then();
        given(REQUESTED, ISSUED).when(pack -> pack.decide(REQUESTED)).then();
    }

    @Test
    void asksAgainForAPackThatFailed() {
        given(REQUESTED, FAILED).when(pack -> pack.decide(REQUESTED)).then(REQUESTED);
        given(REQUESTED, FAILED, REQUESTED).when(pack -> pack.decide(REQUESTED)).then();
    }

    @Test
    void registersWhatWasAskedFor() {
        given(REQUESTED).when(pack -> pack.decide(report("b"))).then(ISSUED);
    }

    @Test
    void registersAPackThatWasGivenUpTooEarly() {
        given(REQUESTED, FAILED).when(pack -> pack.decide(report("b"))).then(ISSUED);
    }

    @Test
    void theSameReportAgainIsHarmless() {
        given(REQUESTED, ISSUED).when(pack -> pack.decide(report("b"))).then();
    }

    @Test
    void aSecondReportWithAnotherDigestIsRefused() {
        given(REQUESTED, ISSUED)
                .when(pack -> pack.decide(report("d")))
                .refuses(PackIssuedOtherwise.class, "b".repeat(64));
    }

    @Test
    void aReportOfAPackThatNobodyAskedForIsRefused() {
        given().when(pack -> pack.decide(report("b"))).refuses(PackNeverRequested.class, ID);
        given().when(pack -> pack.decide(failure())).refuses(PackNeverRequested.class, ID);
    }

    @Test
    void aReportOfAnotherRendererVersionIsRefused() {
        var report = new RegisterPack(
                NORDHAMN, ID, "a".repeat(64), "b".repeat(64), 44, 123_456, "2", SEAL, "actor-1", "correlation-1");

        given(REQUESTED).when(pack -> pack.decide(report)).refuses(UnusableReport.class, "rendererVersion is '2'");
    }

    @Test
    void aFailureIsKeptOnce() {
        given(REQUESTED).when(pack -> pack.decide(failure())).then(FAILED);
        given(REQUESTED, FAILED).when(pack -> pack.decide(failure())).then();
    }

    @Test
    void aFailureOfWhatIsRegisteredIsRefused() {
        given(REQUESTED, ISSUED).when(pack -> pack.decide(failure())).refuses(PackIssuedOtherwise.class, ID);
    }

    private static RegisterPack report(String sealedDigit) {
        return new RegisterPack(
                NORDHAMN,
                ID,
                "a".repeat(64),
                sealedDigit.repeat(64),
                44,
                123_456,
                "1",
                SEAL,
                "actor-1",
                "correlation-1");
    }

    private static ReportFailure failure() {
        return new ReportFailure(NORDHAMN, ID, FAILED.problem(), "actor-1", "correlation-1");
    }

    private static Given given(Object... history) {
        return new Given(Pack.of(List.of(history)));
    }

    private record Given(Pack pack) {
        When when(Function<Pack, List<?>> decision) {
            return new When(pack, decision);
        }
    }

    private record When(Pack pack, Function<Pack, List<?>> decision) {
        void then(Object... events) {
            assertThat(decision.apply(pack)).isEqualTo(List.of(events));
        }

        void refuses(Class<? extends RuntimeException> refusal, String about) {
            assertThatThrownBy(() -> decision.apply(pack)).isInstanceOf(refusal).hasMessageContaining(about);
        }
    }
}
