package org.trustledger.command.care;

import java.time.LocalDate;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** An answer is confirmed that speaks of a time which is over. */
public final class TimeIsOver extends Refusal {
    private static final long serialVersionUID = 1;

    TimeIsOver(String item, LocalDate until) {
        super(
                HttpStatus.CONFLICT,
                "time-is-over",
                "The time about which the answer speaks is over",
                "Answer '%s' speaks until %s. Write it anew; or if it is true of a longer time, give the last day about which it speaks in speaksUntil. Nothing was recorded."
                        .formatted(item, until));
    }
}
