package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The trust center has never had an answer of that id. */
public final class NoSuchAnswer extends Refusal {
    private static final long serialVersionUID = 1;

    public NoSuchAnswer(String item) {
        super(
                HttpStatus.NOT_FOUND,
                "no-such-answer",
                "There is no such answer",
                "This trust center has never had an answer '%s'. Choose one of the list."
                        .formatted(Problems.shortened(item)));
    }
}
