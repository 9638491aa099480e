package org.trustledger.command.platform;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body is seen while it is read, by whomever, and held by nobody. */
abstract class WatchedRequest extends HttpServletRequestWrapper {
    private @Nullable ServletInputStream body;

    WatchedRequest(HttpServletRequest request) {
        super(request);
    }

    /** The next bytes of the body, before their reader has them: those of {@code bytes} from offset on. */
    abstract void read(byte[] bytes, int offset, int length);

    @Override
    public final ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Watched(super.getInputStream());
        }
        return body;
    }

    @Override
    public final BufferedReader getReader() throws IOException {
        var encoding = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(
                getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
    }

    private final class Watched extends ServletInputStream {
        private final ServletInputStream source;

        Watched(ServletInputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            var next = new byte[1];
            return read(next, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(next[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var got = source.read(into, offset, length);
            if (got > 0) {
                WatchedRequest.this.read(into, offset, got);
            }
            return got;
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
