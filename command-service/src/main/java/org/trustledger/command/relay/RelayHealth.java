package org.trustledger.command.relay;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Says <em>degraded, because</em> where facts do not reach the topic. The office records all the same, so this never
 * makes it unready.
 */
@Component
class RelayHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED");

    private final RelayState state;
    private final RelaySettings settings;

    RelayHealth(RelayState state, RelaySettings settings) {
        this.state = state;
        this.settings = settings;
    }

    @Override
    public Health health() {
        var lag = state.lag();
        var health = Health.up();
        var trouble = state.trouble();
        if (!lag.foreign().isEmpty()) {
            health = degraded("the topic holds facts that this ledger does not know, of %s"
                    .formatted(String.join(", ", lag.foreign())));
        } else if (trouble != null) {
            health = degraded("facts cannot be sent: " + trouble);
        } else if (lag.age().compareTo(settings.degradedAfter()) > 0) {
            health = degraded("the oldest fact not yet sent has waited %d s"
                    .formatted(lag.age().toSeconds()));
        }
        return health.withDetail("waiting", lag.facts()).build();
    }

    private static Health.Builder degraded(String because) {
        return Health.status(DEGRADED).withDetail("because", because);
    }
}
