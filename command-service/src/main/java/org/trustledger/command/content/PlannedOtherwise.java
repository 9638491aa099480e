package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The author sends for review what they have not looked at. */
public final class PlannedOtherwise extends Refusal {
    private static final long serialVersionUID = 1;

    PlannedOtherwise(SentDocument sent) {
        super(
                HttpStatus.PRECONDITION_FAILED,
                "planned-otherwise",
                "The document was planned again",
                "Document '%s' was planned again after you looked at it, or cannot be planned as it was asked. Look at its plan, then send it for review. Nothing was recorded."
                        .formatted(sent.id()));
    }
}
