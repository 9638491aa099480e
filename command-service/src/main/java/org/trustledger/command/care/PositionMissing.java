package org.trustledger.command.care;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** It is not said which version is confirmed. */
public final class PositionMissing extends Refusal {
    private static final long serialVersionUID = 1;

    PositionMissing(String item) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "position-missing",
                "Say which version you have looked at",
                "The body does not say which version of '%s' you have looked at. Send {\"position\": the position of the fact that states it}. Nothing was recorded."
                        .formatted(item));
    }
}
