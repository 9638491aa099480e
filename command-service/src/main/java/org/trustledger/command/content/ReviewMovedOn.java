package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Somebody decides on what they have not seen. */
public final class ReviewMovedOn extends Refusal {
    private static final long serialVersionUID = 1;

    ReviewMovedOn(SentDocument sent) {
        super(
                HttpStatus.PRECONDITION_FAILED,
                "review-moved-on",
                "The change set was sent for review again",
                "Change set '%s' was sent for review again after you looked at it. Look at its plan as it is now, then decide. Nothing was recorded."
                        .formatted(sent.id()));
    }
}
