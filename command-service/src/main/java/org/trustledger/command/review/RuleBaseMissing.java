package org.trustledger.command.review;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** It is not said which rule is decided anew. */
final class RuleBaseMissing extends Refusal {
    private static final long serialVersionUID = 1;

    RuleBaseMissing() {
        super(
                HttpStatus.PRECONDITION_REQUIRED,
                "rule-base-missing",
                "Say which rule you have read",
                "Name in If-Match the ETag of the rule of review as you have read it. Nothing was recorded.");
    }
}
