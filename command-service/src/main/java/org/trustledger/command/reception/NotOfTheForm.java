package org.trustledger.command.reception;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** What was sent is not what a form of the reception sends. */
final class NotOfTheForm extends Refusal {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 40;

    NotOfTheForm(String what) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "not-of-the-form",
                "That cannot be done here",
                "'%s' is nothing that can be done here. Send what the form on the page sends."
                        .formatted(what.length() <= LONGEST ? what : what.substring(0, LONGEST) + "…"));
    }
}
