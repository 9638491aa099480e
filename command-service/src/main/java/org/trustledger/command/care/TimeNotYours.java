package org.trustledger.command.care;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Whoever confirms an answer wants it to speak of another time, and does not decide that. */
public final class TimeNotYours extends Refusal {
    private static final long serialVersionUID = 1;

    TimeNotYours(String item) {
        super(
                HttpStatus.FORBIDDEN,
                "time-not-yours",
                "Somebody else decides of which time the answer speaks",
                "The time about which answer '%s' speaks is not over, and your roles do not grant you to change it. Leave speaksUntil out. Nothing was recorded."
                        .formatted(item));
    }
}
