package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Nobody is asked to decide on the change set. */
public final class NotInReview extends Refusal {
    private static final long serialVersionUID = 1;

    NotInReview(SentDocument sent) {
        super(
                HttpStatus.CONFLICT,
                "not-in-review",
                "The change set is not in review",
                "Change set '%s' is %s, so there is nothing to decide. Nothing more was recorded."
                        .formatted(sent.id(), ReviewState.inWords(sent)));
    }
}
