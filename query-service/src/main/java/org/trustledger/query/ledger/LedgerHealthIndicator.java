package org.trustledger.query.ledger;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down when the facts are not read, or when a trust center's views stand still before a missing position. */
@Component
class LedgerHealthIndicator implements HealthIndicator {
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
        var health = standing.assigned() && stopped.isEmpty() ? Health.up() : Health.down();
        health.withDetail("lag", standing.lag());
        heads.all().forEach(head -> health.withDetail("position of " + head.trustCenter(), head.position()));
        if (standing.trouble() instanceof String trouble) {
            health.withDetail("trouble", trouble);
        }
        stopped.forEach((trustCenter, why) -> health.withDetail("stopped at " + trustCenter, why));
        return health.build();
    }
}
