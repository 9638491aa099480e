package org.trustledger.command.workbench.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.trustledger.command.staff.WorkbenchSettings;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import tools.jackson.core.JacksonException;

/** Asks the public site, as any reader may, how far it has come. */
@Component
final class SiteReading implements DisposableBean {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST_ANSWER = 1_000_000;

    private final @Nullable URI site;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    SiteReading(WorkbenchSettings settings) {
        site = settings.site();
    }

    /**
     * What it answered.
     *
     * @param position the last one that it shows, 0 for none
     * @param silence why it is not known, in English; null if it is
     */
    record Shown(URI site, long position, @Nullable String silence) {}

    /** Null where the office is not told of a site. */
    @Nullable Shown of(TrustCenterId trustCenter) {
        if (site == null) {
            return null;
        }
        // The shortest answer that names a position.
        var address = URI.create("%s/api/v1/trust-centers/%s/profile?limit=1".formatted(site, trustCenter));
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
            return switch (answer.statusCode()) {
                case 200 ->
                    new Shown(
                            site,
                            FactCodec.mapper()
                                    .readTree(answer.body())
                                    .required("position")
                                    .asLong(),
                            null);
                case 404 -> new Shown(site, 0, null);
                default -> silent(site, "%s answers %d".formatted(address, answer.statusCode()));
            };
        } catch (IOException e) {
            return silent(site, "%s does not answer".formatted(address));
        } catch (JacksonException e) {
            return silent(site, "%s answers something else".formatted(address));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return silent(site, "the question was interrupted");
        }
    }

    private static Shown silent(URI site, String why) {
        return new Shown(site, 0, why);
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
