package org.trustledger.command.content;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The bytes are no YAML or JSON that can be read, so nothing in them could be checked. */
final class UnreadableDocument extends Refusal {
    private static final long serialVersionUID = 1;

    private final transient Problem told;

    /**
     * @param line counted from 1
     * @param column counted from 1
     */
    UnreadableDocument(int line, int column, String detail) {
        super(
                HttpStatus.BAD_REQUEST,
                "content-unreadable",
                "The document cannot be read",
                "Line %d, column %d: %s".formatted(line, column, detail),
                Map.of("line", line, "column", column));
        told = new Problem("", line, column, detail, null);
    }

    /** The same as a problem of the document. */
    Problem told() {
        return told;
    }
}
