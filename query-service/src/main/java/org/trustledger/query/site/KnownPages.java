package org.trustledger.query.site;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.trustledger.query.ledger.Head;
import org.trustledger.query.ledger.Heads;
import org.trustledger.query.platform.Representation;

/**
 * Answers a page that was asked for in the same words before, for as long as it reads the same. Ahead of Spring's
 * dispatching, which costs such a request more than all the rest.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class KnownPages extends OncePerRequestFilter {
    static final String ASK_AGAIN = "public, no-cache";

    // What nobody asks a second time need not be kept.
    private static final int LONGEST_QUESTION = 1_000;

    private final Heads heads;
    private final Clock clock;
    private final Cache<Question, Page> kept = Representation.cache(Page::representation);

    KnownPages(Heads heads, Clock clock) {
        this.heads = heads;
        this.clock = clock;
    }

    private record Question(
            String address,
            @Nullable String query,
            @Nullable String languages) {
        static Question of(HttpServletRequest request) {
            return new Question(
                    request.getRequestURI(), request.getQueryString(), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        }

        boolean isShort() {
            return address.length() + length(query) + length(languages) <= LONGEST_QUESTION;
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    /**
     * @param head up to which it tells all there is
     * @param from,until instants between which it reads so
     * @param route the pattern of its address, by which requests are timed
     */
    private record Page(
            Representation representation,
            Head head,
            Instant from,
            Instant until,
            @Nullable Object route) {
        boolean holds(Heads heads, Instant now) {
            return !now.isBefore(from)
                    && now.isBefore(until)
                    && heads.of(head.trustCenter()).filter(head::equals).isPresent();
        }
    }

    /**
     * Keeps the answer to a request.
     *
     * @param head of the trust center it is about
     * @param until when it reads otherwise even if nothing is recorded
     */
    void keep(HttpServletRequest request, Representation representation, Head head, Instant now, Instant until) {
        var question = Question.of(request);
        if (question.isShort()) {
            var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            kept.put(question, new Page(representation, head, now, until, route));
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var page = "GET".equals(request.getMethod()) ? kept.getIfPresent(Question.of(request)) : null;
        if (page == null || !page.holds(heads, clock.instant())) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, page.route());
        page.representation().send(request, response, ASK_AGAIN, HttpHeaders.ACCEPT_LANGUAGE);
    }
}
