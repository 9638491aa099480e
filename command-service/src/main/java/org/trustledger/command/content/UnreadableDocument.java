package org.trustledger.command.content;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The bytes are no YAML or JSON that can be read, so nothing in them could be checked. */
final class UnreadableDocument extends Refusal {
    private static final long serialVersionUID = 1;

    private final transient Problem told;

    /** @param told without a path */
    UnreadableDocument(Problem told) {
        super(
                HttpStatus.BAD_REQUEST,
                "content-unreadable",
                "The document cannot be read",
                "Line %d, column %d: %s".formatted(told.line(), told.column(), told.inEnglish()),
                Map.of("line", told.line(), "column", told.column()));
        this.told = told;
    }

    /** The same as a problem of the document. */
    Problem told() {
        return told;
    }
}
