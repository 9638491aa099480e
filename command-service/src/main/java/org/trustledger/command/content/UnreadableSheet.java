package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.LocalizedText;

/** The bytes are no spreadsheet that can be read. */
public final class UnreadableSheet extends Refusal {
    private static final long serialVersionUID = 1;
    private static final String ENGLISH = "en";

    private final transient LocalizedText told;

    UnreadableSheet(LocalizedText told) {
        super(HttpStatus.BAD_REQUEST, "sheet-unreadable", "The spreadsheet cannot be read", told.in(ENGLISH, ENGLISH));
        this.told = told;
    }

    /** What is wrong, in every language of the workbench. */
    public LocalizedText told() {
        return told;
    }
}
