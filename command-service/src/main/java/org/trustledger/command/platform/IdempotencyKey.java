package org.trustledger.command.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the {@code Idempotency-Key} of a request and a digest of all that makes it this request; the body is digested
 * while it is read, never held for that.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class IdempotencyKey extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";
    private static final String ATTRIBUTE = IdempotencyKey.class.getName();
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final Problems problems;

    IdempotencyKey(Problems problems) {
        this.problems = problems;
    }

    /**
     * A request as it is told apart from others.
     *
     * @param digest SHA-256
     */
    record Attempt(String actor, String key, byte[] digest) {}

    /** What is known of the request by now; null if it has no key. Only after its body was read. */
    static @Nullable Attempt of(HttpServletRequest request, String actor) {
        return request.getAttribute(ATTRIBUTE) instanceof Digested digested
                ? new Attempt(actor, digested.key, digested.digest())
                : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER);
        if (key == null) {
            chain.doFilter(request, response);
        } else if (FORM.matcher(key).matches()) {
            var digested = new Digested(request, key);
            request.setAttribute(ATTRIBUTE, digested);
            chain.doFilter(digested, response);
        } else {
            problems.answer(response, new KeyUnusable(key).problem(), HttpHeaders.EMPTY);
        }
    }

    private static final class Digested extends WatchedRequest {
        private final HttpServletRequest request;
        private final String key;
        private final MessageDigest digest = Sha256.fresh();

        Digested(HttpServletRequest request, String key) {
            super(request);
            this.request = request;
            this.key = key;
            add(request.getMethod());
            add(request.getRequestURI());
            add(request.getQueryString());
            add(request.getContentType());
            add(request.getHeader(HttpHeaders.IF_MATCH));
        }

        private void add(@Nullable String part) {
            digest.update(Objects.requireNonNullElse(part, "").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }

        byte[] digest() {
            // The server reads a form by itself, past the stream below.
            var type = request.getContentType();
            if (type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
                new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
                    add(name);
                    for (var value : values) {
                        add(value);
                    }
                });
            }
            return digest.digest();
        }

        @Override
        void read(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }
    }
}
