package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** A change is declined without words that its author can use. */
public final class WordsMissing extends Refusal {
    private static final long serialVersionUID = 1;

    WordsMissing(int length, int most) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "words-missing",
                "Say why it is declined",
                "Declining takes words for the author: at least one, at most %d characters, without control characters; these are %d. Nothing was changed."
                        .formatted(most, length));
    }
}
