package org.trustledger.command.review;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** It is not said what is to be decided. */
final class DecisionMissing extends Refusal {
    private static final long serialVersionUID = 1;

    DecisionMissing() {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "decision-missing",
                "Say whether review is required",
                "The body does not say whether changes need approval. Send {\"required\": true or false, \"reason\": {\"en\": \"why\"}}. Nothing was recorded.");
    }
}
