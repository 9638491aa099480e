package org.trustledger.pdf.packs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    static final String CORRELATION = "X-Correlation-Id";
    private static final Logger LOG = LoggerFactory.getLogger(Office.class);
    private static final int LONGEST_PROBLEM = 1_000;

    /**
     * Problems that say the request is settled without us: the pack was registered before, as when a press died between
     * reporting and committing (a second seal is another file), or nobody wants it any more.
     */
    private static final List<String> SETTLED =
            List.of("urn:trust-ledger:problem:pack-issued-otherwise", "urn:trust-ledger:problem:pack-never-requested");

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
     * Returns when the office has accepted it, or had settled the request before; the same again is harmless.
     *
     * @throws NotNow if the office is away or does not accept it. Other refusals too: what is wrong (a role, a version)
     *     is mended at the office, and a report thrown away would leave a pack requested for ever
     */
    void accept(PackRequest request, Report report) {
        tell(request, report);
    }

    /** Tells it, for those who wait, that the pack is being set. Whether that is heard changes nothing. */
    void hearsOfBeginning(PackRequest request) {
        try {
            tell(request, new Report.BeingSet());
        } catch (NotNow e) {
            LOG.debug("The office does not hear that pack {} is being set: {}", request.pack(), e.getMessage());
        }
    }

    private void tell(PackRequest request, Report report) {
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
        if (status.value() == 401) {
            token.forget();
        }
        var problem = new String(response.getBody().readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
        if (SETTLED.stream().anyMatch(problem::contains)) {
            LOG.info("Pack {} needs no report any more: {}", request.pack(), problem);
            return;
        }
        throw new NotNow("The office at %s answered %d to the report: %s".formatted(base, status.value(), problem));
    }
}
