package org.trustledger.query.reception;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.trustledger.query.platform.CorrelationIdFilter;
import org.trustledger.query.platform.Problem;

/** Hands what the public sends to the reception, bounded in size, and hands back what it says. */
@RestController
class ReceptionForwarding {
    private static final int LARGEST_REQUEST = 64 * 1024;

    private static final Pattern PATH = Pattern.compile("/reception/[A-Za-z0-9/._~-]{1,500}");
    private static final Pattern PACKS = Pattern.compile("/api/v1/trust-centers/[a-z0-9-]{1,64}/packs");
    // What else follows a percent sign nobody can read, and there is no address with it.
    private static final Pattern QUERY =
            Pattern.compile("[A-Za-z0-9/._~!$&'()*+,;=:@?-]*+(?:%[0-9A-Fa-f]{2}[A-Za-z0-9/._~!$&'()*+,;=:@?-]*+)*+");
    private static final int LONGEST_QUERY = 2_000;

    /** What may pass; hop-by-hop headers and everything else stays behind. */
    private static final List<String> REQUEST_HEADERS =
            List.of("Accept", "Accept-Language", "Content-Type", "Idempotency-Key", "If-None-Match", "Origin");

    /** By which the reception tells clients apart: each proxy, and the counter, adds who connects to it. */
    private static final String PASSED = "X-Forwarded-For";

    private static final int LONGEST_PASSED = 1_000;

    private static final List<String> ANSWER_HEADERS =
            List.of("Cache-Control", "Content-Language", "Content-Type", "ETag", "Location", "Retry-After", "Vary");

    private final Reception reception;

    ReceptionForwarding(Reception reception) {
        this.reception = reception;
    }

    @PostMapping("/api/v1/trust-centers/{trustCenter}/packs")
    ResponseEntity<byte[]> requestPack(HttpServletRequest request) {
        if (!PACKS.matcher(request.getRequestURI()).matches()) {
            throw new NothingThere();
        }
        return forward("/reception" + request.getRequestURI(), request);
    }

    @RequestMapping(
            path = "/reception/**",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<byte[]> receive(HttpServletRequest request) {
        return forward(request.getRequestURI(), request);
    }

    private ResponseEntity<byte[]> forward(String path, HttpServletRequest request) {
        var query = request.getQueryString();
        if (!PATH.matcher(path).matches()
                || path.contains("/.")
                || path.contains("//")
                || (query != null
                        && (query.length() > LONGEST_QUERY
                                || !QUERY.matcher(query).matches()))) {
            throw new NothingThere();
        }
        var headers = new LinkedHashMap<String, String>();
        for (var header : REQUEST_HEADERS) {
            var value = request.getHeader(header);
            if (value != null) {
                headers.put(header, value);
            }
        }
        headers.put(PASSED, passed(request));
        return answer(reception.send(
                request.getMethod(),
                query == null ? path : path + "?" + query,
                body(request),
                headers,
                CorrelationIdFilter.of(request)));
    }

    private static String passed(HttpServletRequest request) {
        var before = String.join(", ", Collections.list(request.getHeaders(PASSED)));
        // What proxies have added stands at the end.
        var kept = before.substring(Math.max(0, before.length() - LONGEST_PASSED));
        return kept.isEmpty() ? request.getRemoteAddr() : kept + ", " + request.getRemoteAddr();
    }

    private static byte[] body(HttpServletRequest request) {
        if (request.getContentLengthLong() > LARGEST_REQUEST) {
            throw new TooLarge();
        }
        try {
            var body = request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
            if (body.length > LARGEST_REQUEST) {
                throw new TooLarge();
            }
            return body;
        } catch (IOException _) {
            // The client went away, or sends what is no body: nothing of ours has failed.
            throw new BrokenOff();
        }
    }

    private static ResponseEntity<byte[]> answer(Reception.Answer answer) {
        var headers = new HttpHeaders();
        for (var header : ANSWER_HEADERS) {
            answer.headers().firstValue(header.toLowerCase(Locale.ROOT)).ifPresent(value -> headers.set(header, value));
        }
        return ResponseEntity.status(answer.status()).headers(headers).body(answer.body());
    }

    private static final class NothingThere extends Problem {
        private static final long serialVersionUID = 1;

        NothingThere() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is nothing here", "The reception has no such address.");
        }
    }

    private static final class BrokenOff extends Problem {
        private static final long serialVersionUID = 1;

        BrokenOff() {
            super(
                    HttpStatus.BAD_REQUEST,
                    "broken-off",
                    "The request broke off",
                    "What you sent could not be read to its end, and nothing was taken. Send it again.");
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
}
