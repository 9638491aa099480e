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
        if (text.isEmpty()) {
            return;
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s from stdin %s".formatted(target, options),
                                new ByteArrayInputStream(bytes),
                                BUFFER);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    // What separates columns and rows has to be escaped, and so has the escape.
    private void escaped(String value) {
        for (var i = 0; i < value.length(); i++) {
            var character = value.charAt(i);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(character);
            }
        }
    }
}
