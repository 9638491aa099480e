package org.trustledger.pdf.packs;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down when the press takes no more work and would have to be started again. */
@Component
final class PressAliveHealthIndicator implements HealthIndicator {
    private final PressState state;

    PressAliveHealthIndicator(PressState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        return (state.now().left() ? Health.down() : Health.up()).build();
    }
}
