package org.trustledger.query.reception;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.query.platform.CorrelationIdFilter;
import org.trustledger.query.platform.CounterSettings;
import org.trustledger.query.platform.Problem;

/** Hands what the public sends to the reception, bounded in size and time, and hands back what it says. */
@RestController
class ReceptionForwarding implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ReceptionForwarding.class);

    private static final int LARGEST_REQUEST = 64 * 1024;
    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Pattern PATH = Pattern.compile("/reception/[A-Za-z0-9/._~-]{1,500}");
    private static final Pattern PACKS = Pattern.compile("/api/v1/trust-centers/[a-z0-9-]{1,64}/packs");
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9/._~!$&'()*+,;=:@?%-]{0,2000}");

    /** What may pass; hop-by-hop headers and everything else stays behind. */
    private static final List<String> REQUEST_HEADERS =
            List.of("Accept", "Accept-Language", "Content-Type", "Idempotency-Key", "If-None-Match", "Origin");

    private static final List<String> ANSWER_HEADERS =
            List.of("Cache-Control", "Content-Language", "Content-Type", "ETag", "Location", "Retry-After", "Vary");

    private final URI reception;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    ReceptionForwarding(CounterSettings settings) {
        this.reception = settings.reception().url();
    }

    @PostMapping("/api/v1/trust-centers/{trustCenter}/packs")
    ResponseEntity<byte[]> requestPack(HttpServletRequest request) throws IOException, InterruptedException {
        if (!PACKS.matcher(request.getRequestURI()).matches()) {
            throw new NothingThere();
        }
        return forward("/reception" + request.getRequestURI(), request);
    }

    @RequestMapping(
            path = "/reception/**",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<byte[]> receive(HttpServletRequest request) throws IOException, InterruptedException {
        return forward(request.getRequestURI(), request);
    }

    private ResponseEntity<byte[]> forward(String path, HttpServletRequest request)
            throws IOException, InterruptedException {
        var query = request.getQueryString();
        if (!PATH.matcher(path).matches()
                || path.contains("/.")
                || path.contains("//")
                || (query != null && !QUERY.matcher(query).matches())) {
            throw new NothingThere();
        }
        var target = URI.create(reception + path + (query == null ? "" : "?" + query));
        var forwarded = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(body(request)))
                .header(CorrelationIdFilter.HEADER, CorrelationIdFilter.of(request));
        for (var header : REQUEST_HEADERS) {
            var value = request.getHeader(header);
            if (value != null) {
                forwarded.header(header, value);
            }
        }
        try {
            return answer(client.send(forwarded.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (HttpTimeoutException e) {
            LOG.warn("The reception did not answer {} {} in {}", request.getMethod(), path, PATIENCE);
            throw new ReceptionTooSlow();
        } catch (IOException e) {
            LOG.warn("The reception cannot be reached: {}", e.toString());
            throw new ReceptionAway();
        }
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST_REQUEST) {
            throw new TooLarge();
        }
        var body = request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
        if (body.length > LARGEST_REQUEST) {
            throw new TooLarge();
        }
        return body;
    }

    private static ResponseEntity<byte[]> answer(HttpResponse<InputStream> response) throws IOException {
        try (var stream = response.body()) {
            var body = stream.readNBytes(LARGEST_ANSWER + 1);
            if (body.length > LARGEST_ANSWER) {
                throw new IOException("The answer is longer than %d bytes".formatted(LARGEST_ANSWER));
            }
            var headers = new HttpHeaders();
            for (var header : ANSWER_HEADERS) {
                response.headers()
                        .firstValue(header.toLowerCase(Locale.ROOT))
                        .ifPresent(value -> headers.set(header, value));
            }
            return ResponseEntity.status(response.statusCode()).headers(headers).body(body);
        }
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }

    private static final class NothingThere extends Problem {
        private static final long serialVersionUID = 1;

        NothingThere() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is nothing here", "The reception has no such address.");
        }
    }

    private static final class TooLarge extends Problem {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "The request is too large",
                    "At most %d bytes are taken.".formatted(LARGEST_REQUEST));
        }
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
