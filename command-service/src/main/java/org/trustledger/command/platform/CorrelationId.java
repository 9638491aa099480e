package org.trustledger.command.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id that follows it into the log, the facts and the packs: the caller's
 * {@code X-Correlation-Id} if it is well-formed, else a new one. The answer names it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class CorrelationId extends OncePerRequestFilter {
    /** The request attribute that holds the id, for {@code @RequestAttribute}. */
    public static final String ATTRIBUTE = "correlationId";

    static final String HEADER = "X-Correlation-Id";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    /** A new id, for work that no request caused. */
    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var given = request.getHeader(HEADER);
        var id = given != null && FORM.matcher(given).matches() ? given : fresh();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        try (var _ = MDC.putCloseable(ATTRIBUTE, id)) {
            chain.doFilter(request, response);
        }
    }
}
