package org.trustledger.command.content;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** A date has come, and what was planned would not be recorded as it was planned. */
final class PlanPassed extends Refusal {
    private static final long serialVersionUID = 1;

    PlanPassed(Planned plan) {
        super(
                HttpStatus.PRECONDITION_FAILED,
                "plan-passed",
                "The plan has been overtaken by its dates",
                "It was planned at %s, and a date in it has come since: recorded now it would come to something else. Plan it again. Nothing was recorded."
                        .formatted(plan.at()),
                Map.of("plannedAt", plan.at()));
    }
}
