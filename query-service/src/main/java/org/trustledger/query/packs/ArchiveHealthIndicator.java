package org.trustledger.query.packs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.trustledger.operating.Degraded;
import org.trustledger.query.platform.CounterSettings;

/** Degraded when there is an archive that cannot be read: pages are shown, packs cannot be downloaded. */
@Component
final class ArchiveHealthIndicator implements HealthIndicator {
    private final Path archive;

    ArchiveHealthIndicator(CounterSettings settings) {
        archive = settings.archive().directory().toAbsolutePath().normalize();
    }

    @Override
    public Health health() {
        // Not there yet: the press makes it with the first pack.
        return !Files.exists(archive) || Files.isDirectory(archive) && Files.isReadable(archive)
                ? Health.up().build()
                : Degraded.because("The archive %s cannot be read, so packs cannot be downloaded.".formatted(archive))
                        .build();
    }
}
