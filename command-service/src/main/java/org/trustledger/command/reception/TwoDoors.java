package org.trustledger.command.reception;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
 * Keeps the office out of the reception and the reception out of the office, before anything else looks at a request.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class TwoDoors extends OncePerRequestFilter {
    // Parsed as Spring's own dispatch parses it, so that no encoding of a path is one thing here and another there.
    private static final PathPattern RECEPTION = PathPatternParser.defaultInstance.parse("/reception/**");

    private final Problems problems;

    TwoDoors(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var cameInHere = request.getAttribute(ReceptionDoor.CAME_IN_HERE) != null;
        if (cameInHere == RECEPTION.matches(PathContainer.parsePath(request.getRequestURI()))) {
            chain.doFilter(request, response);
            return;
        }
        problems.answer(
                response, Problems.of(HttpStatus.NOT_FOUND, "There is nothing at this address."), HttpHeaders.EMPTY);
    }
}
