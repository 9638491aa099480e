package org.trustledger.pdf.packs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
     * Returns when the office has accepted it; the same again is harmless.
     *
     * @throws NotNow if the office is away or does not accept it. Refusals too: what is wrong (a role, a version) is
     *     mended at the office, and a report thrown away would leave a pack requested for ever
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
                        check(response);
                        return true;
                    });
        } catch (ResourceAccessException e) {
            throw new NotNow("The office at %s does not answer: %s".formatted(base, e.getMessage()), e);
        }
    }

    private void check(ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode();
        if (status.is2xxSuccessful()) {
            return;
        }
        if (status.value() == 401) {
            token.forget();
        }
        throw new NotNow("The office at %s answered %d to the report: %s"
                .formatted(
                        base,
                        status.value(),
                        new String(response.getBody().readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8)));
    }
}
