package org.trustledger.query.packs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.ledger.Heads;

/**
 * Hands out a file that was handed out before, for as long as nothing is recorded. Ahead of Spring's dispatching, which
 * is a good part of what such a download costs beside the kernel's sending.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class KnownFiles extends OncePerRequestFilter {
    private static final int FILES_KEPT = 1_000;

    private final Heads heads;
    private final Cache<String, Known> kept =
            Caffeine.newBuilder().maximumSize(FILES_KEPT).build();

    KnownFiles(Heads heads) {
        this.heads = heads;
    }

    /**
     * @param head up to which it may be handed out
     * @param route the pattern of its address, by which requests are timed
     */
    private record Known(
            Head head,
            Path file,
            long bytes,
            HttpHeaders headers,
            @Nullable Object route) {}

    /** Keeps how a request for the whole file is answered. */
    void keep(HttpServletRequest request, Head head, Path file, long bytes, HttpHeaders headers) {
        if (request.getQueryString() == null) {
            var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            kept.put(request.getRequestURI(), new Known(head, file, bytes, headers, route));
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var known = request.getQueryString() == null ? kept.getIfPresent(request.getRequestURI()) : null;
        if (known == null
                || request.getHeader(HttpHeaders.IF_NONE_MATCH) != null
                || heads.of(known.head().trustCenter())
                        .filter(known.head()::equals)
                        .isEmpty()
                || !PackFiles.leavesToTheKernel(request, known.file(), known.bytes())) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, known.route());
        known.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
}
