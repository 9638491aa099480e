package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Somebody decides without saying what they have looked at. */
public final class LookedAtMissing extends Refusal {
    private static final long serialVersionUID = 1;

    LookedAtMissing() {
        super(
                HttpStatus.PRECONDITION_REQUIRED,
                "looked-at-missing",
                "Say what you have looked at",
                "Name in If-Match the ETag of the change set or plan that you decide on. Nothing was recorded.");
    }
}
