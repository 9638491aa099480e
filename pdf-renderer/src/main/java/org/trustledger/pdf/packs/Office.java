package org.trustledger.pdf.packs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.trustledger.events.FactCodec;
import org.trustledger.pdf.platform.NotNow;
import org.trustledger.pdf.platform.OfficeToken;
import org.trustledger.pdf.platform.PressSettings;
import tools.jackson.databind.json.JsonMapper;

/** Where the press reports what became of a request. */
@Component
final class Office {
    private static final Logger LOG = LoggerFactory.getLogger(Office.class);
    static final String CORRELATION = "X-Correlation-Id";
    private static final int LONGEST_PROBLEM = 500;

    private final RestClient http;
    private final OfficeToken token;
    private final String base;
    private final JsonMapper json = FactCodec.mapper();

    Office(RestClient http, OfficeToken token, PressSettings settings) {
        this.http = http;
        this.token = token;
        this.base = settings.office().url().toString();
    }

    /**
     * Returns when the office has accepted it, had accepted one before (409) or never asked for it (404).
     *
     * @throws NotNow if the office is away or refuses otherwise: what is wrong (a role, a version) is mended there, and
     *     a report thrown away would leave a pack requested for ever
     */
    void accept(PackRequest request, Report report) {
        try {
            http.put()
                    .uri(base + "/api/v1/trust-centers/{id}/packs/{pack}", request.trustCenter(), request.pack())
                    .header("Authorization", "Bearer " + token.value())
                    .header(CORRELATION, request.correlationId())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json.writeValueAsBytes(report))
                    .exchange((_, response) -> {
                        check(request, response);
                        return true;
                    });
        } catch (ResourceAccessException e) {
            throw new NotNow("The office at %s does not answer: %s".formatted(base, e.getMessage()), e);
        }
    }

    private void check(PackRequest request, ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode();
        if (status.is2xxSuccessful()) {
            return;
        }
        var answer = new String(response.getBody().readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
        switch (status.value()) {
            // A press that died after its report makes the pack again, and no two seals are alike: the first one
            // stands.
            case 409 -> LOG.info("Pack {} was registered before, so this copy is not used", request.pack());
            // No waiting would make the office remember it, and every later request of the partition would wait too.
            case 404 -> LOG.error("Pack {} is unknown at the office and is let go: {}", request.pack(), answer);
            case 401 -> {
                token.forget();
                throw refused(status.value(), answer);
            }
            default -> throw refused(status.value(), answer);
        }
    }

    private NotNow refused(int status, String answer) {
        return new NotNow("The office at %s answered %d to the report: %s".formatted(base, status, answer));
    }
}
