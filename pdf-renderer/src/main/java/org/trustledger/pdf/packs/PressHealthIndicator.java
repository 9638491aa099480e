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
        if (now.trouble() != null && now.since() != null) {
            health.withDetail("waiting", now.trouble()).withDetail("since", now.since());
        }
        return health.build();
    }
}
