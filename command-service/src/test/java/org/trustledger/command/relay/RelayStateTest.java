package org.trustledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.command.ledger.Facts.pillar;
import static org.trustledger.command.ledger.Facts.profile;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.events.TrustCenterId;
import org.trustledger.operating.Degraded;

class RelayStateTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Clock halfAnHourAgo = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-30));
    private final LedgerOnPostgres postgres = new LedgerOnPostgres(halfAnHourAgo);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RelayState state = new RelayState(postgres.jdbc(), meters);

    /** Of nordhamn's four facts one is acknowledged, of sodervik's two none, and of strandby's all. */
    @BeforeEach
    void record() {
        record("nordhamn", 4);
        record("sodervik", 2);
        record("strandby", 3);
        postgres.jdbc().update("insert into relay_checkpoint values ('nordhamn', 1), ('strandby', 3)");
    }

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void measuresHowFarTheRelayIsBehind() {
        assertThat(gauge("trust.ledger.relay.lag")).isEqualTo(5);
        assertThat(gauge("trust.ledger.relay.lag.largest")).isEqualTo(3);
        assertThat(gauge("trust.ledger.relay.lag.age")).isBetween(1_800.0, 2_400.0);
        assertThat(gauge("trust.ledger.relay.acknowledged")).isEqualTo(4);
    }

    @Test
    void countsWhatWasSentAndWhatFailed() {
        state.sent(3);
        state.failed("cut");

        assertThat(meters.get("trust.ledger.relay.sent").counter().count()).isEqualTo(3);
        assertThat(meters.get("trust.ledger.relay.failures").counter().count()).isOne();
    }

    @Test
    void withoutADatabaseNothingIsClaimed() {
        postgres.close();

        assertThat(gauge("trust.ledger.relay.lag")).isNaN();
    }

    @Test
    void tellsEachTrustCenterOfItsOwnFactsAlone() {
        var progress = new RelayProgress(
                postgres.jdbc(),
                state,
                new RelaySettings(Duration.ofSeconds(10), Duration.ofHours(24), Duration.ofMinutes(1)),
                new Topics("facts", "pack-requests"));

        var nordhamn = progress.of(new TrustCenterId("nordhamn"));
        assertThat(nordhamn.behind()).isEqualTo(3);
        assertThat(nordhamn.acknowledged()).isOne();
        assertThat(nordhamn.since()).isBefore(Instant.now());
        assertThat(nordhamn.foreign()).isNull();

        var strandby = progress.of(new TrustCenterId("strandby"));
        assertThat(strandby.behind()).isZero();
        assertThat(strandby.since()).isNull();

        assertThat(progress.of(new TrustCenterId("fyrskar")).recorded()).isZero();

        postgres.jdbc().update("insert into relay_foreign values ('sodervik', 9)");
        assertThat(progress.of(new TrustCenterId("sodervik")).foreign()).isEqualTo(9L);
        assertThat(progress.of(new TrustCenterId("strandby")).foreign()).isNull();
    }

    @Test
    void isDegradedWhileFactsGrowOldUnsent() {
        var health = health(Duration.ofMinutes(20));

        assertThat(health.getStatus()).isEqualTo(Degraded.STATUS);
        assertThat(because(health)).startsWith("the oldest fact not yet sent has waited 18");
        assertThat(health.getDetails()).containsEntry("waiting", 5L);
        assertThat(health(Duration.ofHours(2)).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDegradedWhileKafkaCannotBeReachedAndSaysSo() {
        state.failed("Kafka is away");
        assertThat(because(health(Duration.ofHours(2)))).isEqualTo("facts cannot be sent: Kafka is away");

        state.goes();
        assertThat(health(Duration.ofHours(2)).getStatus()).isEqualTo(Status.UP);
    }

    private Health health(Duration degradedAfter) {
        return new RelayHealthIndicator(
                        state, new RelaySettings(Duration.ofSeconds(10), Duration.ofDays(1), degradedAfter))
                .health();
    }

    private static String because(Health health) {
        return String.valueOf(health.getDetails().get("because"));
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private void record(String trustCenter, int facts) {
        postgres.ledger()
                .record(
                        new TrustCenterId(trustCenter),
                        "actor-1",
                        "correlation-1",
                        _ -> IntStream.range(0, facts)
                                .mapToObj(i -> i == 0 ? profile(1, NOON, "en") : pillar("p" + i, 1, NOON))
                                .toList());
    }
}
