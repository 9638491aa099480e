package org.trustledger.query.ledger;

import java.time.Duration;
import java.util.ArrayList;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.trustledger.operating.Degraded;

/**
 * Degraded when the facts are not read, when they are read too slowly, or when a trust center's views stand still
 * before a missing position: what is known is shown all the same. Down only while there is nothing to show.
 */
@Component
class LedgerHealthIndicator implements HealthIndicator {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final IntakeState state;
    private final Heads heads;

    LedgerHealthIndicator(IntakeState state, Heads heads) {
        this.state = state;
        this.heads = heads;
    }

    @Override
    public Health health() {
        var standing = state.standing();
        var stopped = state.stopped();
        var reasons = new ArrayList<String>();
        if (standing.trouble() instanceof String trouble) {
            reasons.add("Facts are not read from Kafka: %s.".formatted(trouble));
        }
        stopped.forEach(
                (trustCenter, why) -> reasons.add("The views of %s stand still: %s.".formatted(trustCenter, why)));
        if (standing.assigned() && state.behind().compareTo(PATIENCE) > 0) {
            reasons.add("%d facts wait since %s.".formatted(standing.lag(), standing.behindSince()));
        }
        var health = Health.up();
        if (!standing.assigned() && heads.all().isEmpty()) {
            health = Health.down().withDetail("because", String.join(" ", reasons));
        } else if (!reasons.isEmpty()) {
            health = Degraded.because(String.join(" ", reasons));
        }
        health.withDetail("lag", standing.lag());
        for (var head : heads.all()) {
            health.withDetail("position of " + head.trustCenter(), head.position());
        }
        return health.build();
    }
}
