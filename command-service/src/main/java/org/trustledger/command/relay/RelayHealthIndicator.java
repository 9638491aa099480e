package org.trustledger.command.relay;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.trustledger.operating.Degraded;

/**
 * Says <em>degraded, because</em> where facts do not reach the topic. The office records all the same, so this never
 * makes it unready.
 */
@Component
class RelayHealthIndicator implements HealthIndicator {
    private final RelayState state;
    private final RelaySettings settings;

    RelayHealthIndicator(RelayState state, RelaySettings settings) {
        this.state = state;
        this.settings = settings;
    }

    @Override
    public Health health() {
        var lag = state.lag();
        var health = Health.up();
        var trouble = state.trouble();
        if (!lag.foreign().isEmpty()) {
            health = Degraded.because("the topic holds facts that this ledger does not know, of %s"
                    .formatted(String.join(", ", lag.foreign())));
        } else if (trouble != null) {
            health = Degraded.because("facts cannot be sent: " + trouble);
        } else if (lag.age().compareTo(settings.degradedAfter()) > 0) {
            health = Degraded.because("the oldest fact not yet sent has waited %d s"
                    .formatted(lag.age().toSeconds()));
        }
        return health.withDetail("waiting", lag.facts()).build();
    }
}
