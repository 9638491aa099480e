package org.trustledger.command.care;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Somebody else has decided since who looks after the answer, or until when. */
public final class CareChangedMeanwhile extends Refusal {
    private static final long serialVersionUID = 1;

    CareChangedMeanwhile(String item, long basedOn, long version) {
        super(
                HttpStatus.PRECONDITION_FAILED,
                "care-changed-meanwhile",
                "The care of this answer was changed meanwhile",
                "Your change of the care of '%s' is based on version %d, and it has version %d by now. Read what it says, then change it. Nothing was changed."
                        .formatted(item, basedOn, version));
    }
}
