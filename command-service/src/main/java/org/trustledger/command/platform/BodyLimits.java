package org.trustledger.command.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
            problems.answer(response, refusal.problem(), refusal.headers());
            return;
        }
        chain.doFilter(request.getContentLengthLong() >= 0 ? request : new Counted(request, most), response);
    }

    /** A request of undeclared length. */
    private static final class Counted extends HttpServletRequestWrapper {
        private final DataSize most;

        Counted(HttpServletRequest request, DataSize most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            var encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
        }
    }

    private static final class CountedStream extends ServletInputStream {
        private final ServletInputStream body;
        private final DataSize most;
        private long read;

        CountedStream(ServletInputStream body, DataSize most) {
            this.body = body;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var got = body.read(into, offset, length);
            count(got);
            return got;
        }

        private void count(int more) {
            read += Math.max(more, 0);
            if (read > most.toBytes()) {
                throw new BodyTooLarge(most);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
