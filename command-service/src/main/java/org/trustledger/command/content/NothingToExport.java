package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The trust center has no content yet. */
public final class NothingToExport extends Refusal {
    private static final long serialVersionUID = 1;

    NothingToExport() {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-trust-center",
                "There is no such trust center",
                "Nothing was ever recorded of this trust center, so there is nothing to export. Apply a document first.");
    }
}
