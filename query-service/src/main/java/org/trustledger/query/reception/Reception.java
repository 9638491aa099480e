package org.trustledger.query.reception;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import org.trustledger.query.platform.CorrelationIdFilter;
import org.trustledger.query.platform.CounterSettings;
import org.trustledger.query.platform.LoggedAddress;
import org.trustledger.query.platform.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The office's reception as the counter reaches it: bounded in size and time. */
@Component
public class Reception implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PATIENCE_OF_A_PAGE = Duration.ofSeconds(5);

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    // A newer office may tell more.
    private final JsonMapper json = FactCodec.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    Reception(CounterSettings settings) {
        this.address = settings.reception().url();
    }

    /**
     * A pack that a visitor asks for, as it was typed.
     *
     * @param scope null for everything
     * @param language null for the trust center's first
     * @param validAt,recordedAt ISO 8601 dates in the trust center's zone; null for now
     */
    public record Request(
            @Nullable String scope,
            @Nullable String language,
            @Nullable String validAt,
            @Nullable String recordedAt) {}

    /** What became of a request. */
    public sealed interface Said {}

    /** It is made, or there already. */
    public record Taken(String pack) implements Said {}

    /**
     * It is not granted.
     *
     * @param problem what the problem's type ends in
     * @param parameter what of the request is wrong; null if it is not one part of it
     * @param retryAfter seconds until the same may be granted, as text; null if time does not help
     */
    public record Refused(
            HttpStatusCode status,
            String problem,
            @Nullable String parameter,
            @Nullable String retryAfter) implements Said {}

    /**
     * Asks for a pack on behalf of a visitor.
     *
     * @throws Problem if the reception cannot be asked
     */
    public Said ask(TrustCenterId trustCenter, Request request, String correlationId) {
        var path = "/reception/api/v1/trust-centers/%s/packs".formatted(trustCenter);
        var answer = send(
                "POST",
                path,
                json.writeValueAsBytes(request),
                Map.of("Accept", "application/json", "Content-Type", "application/json"),
                correlationId);
        var status = HttpStatusCode.valueOf(answer.status());
        try {
            var body = json.readTree(answer.body());
            if (status.is2xxSuccessful()) {
                return new Taken(body.path("pack").asString());
            }
            if (status.is4xxClientError()) {
                return new Refused(
                        status,
                        body.path("type").asString("").replaceFirst(".*:", ""),
                        body.path("parameter").asStringOpt().orElse(null),
                        answer.headers().firstValue("Retry-After").orElse(null));
            }
            LOG.warn("The reception answered {} to POST {}", answer.status(), path);
        } catch (JacksonException e) {
            LOG.warn("What the reception answered to POST {} cannot be read: {}", path, e.getMessage());
        }
        throw new ReceptionAway();
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Answer(int status, HttpHeaders headers, byte[] body) {}

    /**
     * How far a pack has come; empty if the reception knows of none such.
     *
     * @throws Problem if the reception cannot be asked
     */
    public Optional<PackProgress> progress(TrustCenterId trustCenter, String pack, String correlationId) {
        var path = "/reception/api/v1/trust-centers/%s/packs/%s".formatted(trustCenter, pack);
        var answer =
                send("GET", path, new byte[0], Map.of("Accept", "application/json"), correlationId, PATIENCE_OF_A_PAGE);
        if (answer.status() == HttpStatus.NOT_FOUND.value()) {
            return Optional.empty();
        }
        try {
            if (answer.status() == HttpStatus.OK.value()) {
                return Optional.of(json.readValue(answer.body(), PackProgress.class));
            }
            LOG.warn("The reception answered {} to GET {}", answer.status(), path);
        } catch (JacksonException e) {
            LOG.warn("What the reception answered to GET {} cannot be read: {}", path, e.getMessage());
        }
        throw new ReceptionAway();
    }

    /**
     * @param target path and query, checked
     * @throws Problem if there is no answer
     */
    Answer send(String method, String target, byte[] body, Map<String, String> headers, String correlationId) {
        return send(method, target, body, headers, correlationId, PATIENCE);
    }

    private Answer send(
            String method,
            String target,
            byte[] body,
            Map<String, String> headers,
            String correlationId,
            Duration patience) {
        var request = HttpRequest.newBuilder(URI.create(address + target))
                .timeout(patience)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header(CorrelationIdFilter.HEADER, correlationId);
        headers.forEach(request::header);
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var stream = answer.body()) {
                var bytes = stream.readNBytes(LARGEST_ANSWER + 1);
                if (bytes.length > LARGEST_ANSWER) {
                    throw new IOException("The answer is longer than %d bytes".formatted(LARGEST_ANSWER));
                }
                return new Answer(answer.statusCode(), answer.headers(), bytes);
            }
        } catch (HttpTimeoutException e) {
            LOG.warn("The reception did not answer {} {} in {}", method, LoggedAddress.of(target), patience);
            throw new ReceptionTooSlow();
        } catch (IOException e) {
            LOG.warn("The reception cannot be reached: {}", e.toString());
            throw new ReceptionAway();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceptionAway();
        }
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }

    private static final class ReceptionAway extends Problem {
        private static final long serialVersionUID = 1;

        ReceptionAway() {
            super(
                    HttpStatus.BAD_GATEWAY,
                    "reception-away",
                    "The reception cannot be reached",
                    "Reading works; what you sent was not taken. Try again in a minute.");
            retryAfter(60);
        }
    }

    private static final class ReceptionTooSlow extends Problem {
        private static final long serialVersionUID = 1;

        ReceptionTooSlow() {
            super(
                    HttpStatus.GATEWAY_TIMEOUT,
                    "reception-too-slow",
                    "The reception did not answer in time",
                    "It may still do what you asked. Asking again for the same pack makes it once.");
            retryAfter(60);
        }
    }
}
