package org.trustledger.pdf.packs;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready when Kafka has given the press its share. A request that has to wait is told, not held against it. */
@Component
final class PressHealthIndicator implements HealthIndicator {
    private final PressState state;

    PressHealthIndicator(PressState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        var now = state.now();
        var health = now.joined() ? Health.up() : Health.outOfService();
        var longest = now.longest();
        if (longest != null) {
            health.withDetail("waiting", longest.why()).withDetail("since", longest.since());
        }
        return health.build();
    }
}
