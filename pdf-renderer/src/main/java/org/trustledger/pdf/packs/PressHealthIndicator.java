package org.trustledger.pdf.packs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.trustledger.operating.Degraded;
import org.trustledger.pdf.platform.PressSettings;

/**
 * Ready when Kafka has given the press its share; degraded while a request has to wait, or the archive cannot be
 * written.
 */
@Component
final class PressHealthIndicator implements HealthIndicator {
    private final PressState state;

    private final Path archive;

    PressHealthIndicator(PressState state, PressSettings settings) {
        this.state = state;
        this.archive = settings.archive().directory().toAbsolutePath().normalize();
    }

    @Override
    public Health health() {
        var now = state.now();
        var longest = now.longest();
        var health = Health.up();
        if (!now.joined()) {
            health = Health.outOfService();
        } else if (longest != null) {
            health = Degraded.because("Work waits since %s: %s".formatted(longest.since(), longest.why()));
        } else if (Files.exists(archive) && !Files.isWritable(archive)) {
            health = Degraded.because("The archive %s cannot be written.".formatted(archive));
        }
        if (longest != null) {
            health.withDetail("waiting", longest.why()).withDetail("since", longest.since());
        }
        return health.build();
    }
}
