package org.trustledger.command.reception;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.trustledger.command.platform.Problems;

/**
 * Refuses what comes in parts to the pages of endpoints before anybody reads it: their forms send none, and parts are
 * written to files. What mail programs send to leave may come so, and goes elsewhere.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 16)
class WebhookForms extends OncePerRequestFilter {
    private static final PathPattern PAGES =
            PathPatternParser.defaultInstance.parse("/reception/{trustCenter}/webhooks/**");
    private static final String IN_PARTS = "multipart/";

    private final Problems problems;

    WebhookForms(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = request.getContentType();
        if (type == null
                || !type.strip().toLowerCase(Locale.ROOT).startsWith(IN_PARTS)
                || !PAGES.matches(PathContainer.parsePath(request.getRequestURI()))) {
            chain.doFilter(request, response);
            return;
        }
        problems.answer(
                new Unread(request),
                response,
                Problems.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "A form is taken as application/x-www-form-urlencoded only. Send it so."),
                HttpHeaders.EMPTY);
    }

    /** Whoever shows the problem asks for the language, and would have the body read for that. */
    private static final class Unread extends HttpServletRequestWrapper {
        Unread(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }
    }
}
