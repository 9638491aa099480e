package org.trustledger.command.staff;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.trustledger.operating.Degraded;

/** Degraded while the identity provider is silent: what needs no fresh key of its, such as the reception, goes on. */
@Component
final class IdentityHealthIndicator implements HealthIndicator, DisposableBean {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final URI metadata;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final AtomicReference<@Nullable Finding> last = new AtomicReference<>();

    IdentityHealthIndicator(Identity identity, Clock clock) {
        this.metadata = URI.create(identity.issuerText().replaceFirst("/$", "") + "/.well-known/openid-configuration");
        this.clock = clock;
    }

    /** @param why null if it answers */
    private record Finding(Instant at, @Nullable String why, Instant since) {}

    @Override
    public Health health() {
        var finding = last.updateAndGet(this::lookAgain);
        return finding == null || finding.why() == null
                ? Health.up().build()
                : Degraded.because("The identity provider cannot be asked since %s, so nobody new is let in: %s."
                                .formatted(finding.since(), finding.why()))
                        .build();
    }

    // Probes come often and from several sides; the provider need not hear each of them.
    private Finding lookAgain(@Nullable Finding known) {
        var now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(FRESH))) {
            return known;
        }
        var why = whySilent();
        return new Finding(now, why, known == null || known.why() == null ? now : known.since());
    }

    private @Nullable String whySilent() {
        try {
            var answer =
                    http.send(HttpRequest.newBuilder(metadata).timeout(PATIENCE).build(), BodyHandlers.discarding());
            return answer.statusCode() == 200 ? null : "%s answers %d".formatted(metadata, answer.statusCode());
        } catch (IOException e) {
            return "%s does not answer".formatted(metadata);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the question was interrupted";
        }
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
