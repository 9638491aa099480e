package org.trustledger.command.care;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The answer says nothing today. */
public final class NothingToConfirm extends Refusal {
    private static final long serialVersionUID = 1;

    NothingToConfirm(String item) {
        super(
                HttpStatus.CONFLICT,
                "nothing-to-confirm",
                "There is nothing to confirm",
                "Answer '%s' says nothing today: it is retired, or begins later. Nothing was recorded."
                        .formatted(item));
    }
}
