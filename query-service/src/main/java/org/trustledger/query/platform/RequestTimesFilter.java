package org.trustledger.query.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Times requests by route, as {@code http.server.requests}. An observation of each request would tell the same, and
 * cost a sixth of the answer from the cache.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RequestTimesFilter extends OncePerRequestFilter {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    private static final String OTHER = "UNKNOWN";

    private final MeterRegistry meters;
    private final Map<Route, Timer> timers = new ConcurrentHashMap<>();

    RequestTimesFilter(MeterRegistry meters) {
        this.meters = meters;
    }

    // Never the address as it came: whoever makes up addresses would make up meters.
    private record Route(String method, String uri, int status) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var begin = System.nanoTime();
        var failed = true;
        try {
            chain.doFilter(request, response);
            failed = false;
        } finally {
            var time = System.nanoTime() - begin;
            var status = failed ? HttpStatus.INTERNAL_SERVER_ERROR.value() : response.getStatus();
            var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            var method = METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
            timers.computeIfAbsent(new Route(method, pattern == null ? OTHER : pattern.toString(), status), this::timer)
                    .record(time, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer(Route route) {
        var series = HttpStatus.Series.resolve(route.status());
        return meters.timer(
                "http.server.requests",
                Tags.of(
                        "method",
                        route.method(),
                        "uri",
                        route.uri(),
                        "status",
                        Integer.toString(route.status()),
                        "outcome",
                        series == null ? OTHER : series.name()));
    }
}
