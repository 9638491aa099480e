package org.trustledger.command.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Refuses bodies over the limit: at once if their length is declared, else at the byte too many. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class BodyLimits extends OncePerRequestFilter {
    private static final DataSize OTHERWISE = DataSize.ofKilobytes(64);

    private final List<Limit> limits;
    private final Problems problems;

    private record Limit(PathPattern under, DataSize most) {}

    BodyLimits(ObjectProvider<BodyLimit> limits, Problems problems) {
        this.problems = problems;
        this.limits = limits.stream()
                .sorted(Comparator.comparingInt(
                                (BodyLimit limit) -> limit.prefix().length())
                        .reversed())
                .map(limit -> new Limit(PathPatternParser.defaultInstance.parse(limit.prefix() + "/**"), limit.most()))
                .toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = PathContainer.parsePath(request.getRequestURI());
        var most = limits.stream()
                .filter(limit -> limit.under().matches(path))
                .map(Limit::most)
                .findFirst()
                .orElse(OTHERWISE);
        if (request.getContentLengthLong() > most.toBytes()) {
            var refusal = new BodyTooLarge(most);
            problems.answer(request, response, refusal.problem(), refusal.headers());
            return;
        }
        chain.doFilter(request.getContentLengthLong() >= 0 ? request : new Counted(request, most), response);
    }

    /** A request of undeclared length. */
    private static final class Counted extends WatchedRequest {
        private final DataSize most;
        private long read;

        Counted(HttpServletRequest request, DataSize most) {
            super(request);
            this.most = most;
        }

        @Override
        void read(byte[] bytes, int offset, int length) {
            read += length;
            if (read > most.toBytes()) {
                throw new BodyTooLarge(most);
            }
        }
    }
}
