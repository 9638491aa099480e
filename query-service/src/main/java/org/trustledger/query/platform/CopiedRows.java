package org.trustledger.query.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows on their way into a table by COPY, in its text format. */
public final class CopiedRows {
    private static final int BUFFER = 1 << 16;

    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    /** The next column of the row. */
    public CopiedRows add(@Nullable Object value) {
        if (begun) {
            text.append('\t');
        }
        begun = true;
        if (value == null) {
            text.append("\\N");
        } else {
            escaped(value.toString());
        }
        return this;
    }

    /** A range of time, its beginning inclusive and its end exclusive; null for no end. */
    public CopiedRows addRange(Instant from, @Nullable Instant until) {
        return add("[%s,%s)".formatted(from, until == null ? "" : until));
    }

    public void endRow() {
        text.append('\n');
        begun = false;
    }

    /** Characters that wait, roughly bytes. */
    public int size() {
        return text.length();
    }

    /**
     * Sends the rows off, in the transaction at hand if there is one.
     *
     * @param target the table and its columns, in brackets
     * @param options as after COPY's {@code with}, in brackets; empty for none
     */
    public void copyInto(JdbcTemplate jdbc, String target, String options) {
        copyingInto(jdbc, target, options).run();
    }

    /** The rows so far, to be sent off by whoever runs it; these rows begin anew. */
    public Runnable copyingInto(JdbcTemplate jdbc, String target, String options) {
        if (text.isEmpty()) {
            return () -> {};
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return () -> copy(bytes, jdbc, "copy %s from stdin %s".formatted(target, options));
    }

    private static void copy(byte[] rows, JdbcTemplate jdbc, String statement) {
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement, new ByteArrayInputStream(rows), BUFFER);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    // What separates columns and rows has to be escaped, and so has the escape; what lies between goes at once.
    private void escaped(String value) {
        var begun = 0;
        for (var i = 0; i < value.length(); i++) {
            var escape = switch (value.charAt(i)) {
                case '\\' -> "\\\\";
                case '\t' -> "\\t";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                default -> "";
            };
            if (!escape.isEmpty()) {
                text.append(value, begun, i).append(escape);
                begun = i + 1;
            }
        }
        text.append(value, begun, value.length());
    }
}
