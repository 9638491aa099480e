package org.trustledger.command.review;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Somebody else has decided on the rule since. */
public final class RuleChangedMeanwhile extends Refusal {
    private static final long serialVersionUID = 1;

    RuleChangedMeanwhile(long basedOn, FourEyes.Rule rule) {
        super(
                HttpStatus.PRECONDITION_FAILED,
                "rule-changed-meanwhile",
                "The rule of review was changed meanwhile",
                "The decision is based on the rule of position %d, and the rule is that of position %d: review is %s. Read why, then decide. Nothing was recorded."
                        .formatted(basedOn, rule.position(), rule.required() ? "required" : "not required"),
                Map.of("position", rule.position(), "required", rule.required()));
    }
}
