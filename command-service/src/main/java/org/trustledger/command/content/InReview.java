package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Its author would change or apply what others are asked to decide on. */
public final class InReview extends Refusal {
    private static final long serialVersionUID = 1;

    InReview(SentDocument sent) {
        super(
                HttpStatus.CONFLICT,
                "in-review",
                "The change set is in review",
                "Change set '%s' waits for somebody else to decide. Withdraw it first. Nothing was recorded."
                        .formatted(sent.id()));
    }
}
