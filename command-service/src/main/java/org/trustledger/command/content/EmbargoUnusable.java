package org.trustledger.command.content;

import java.time.Instant;
import java.time.Period;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** An embargo that has ended already, or ends too late for anybody to remember. */
public final class EmbargoUnusable extends Refusal {
    private static final long serialVersionUID = 1;

    /** How far ahead an embargo may end. */
    public static final Period LONGEST = Period.ofYears(2);

    EmbargoUnusable(Instant embargo, Instant now) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "embargo-unusable",
                "The embargo cannot be kept",
                "'%s' is no moment between now, %s, and %d years from now: give the moment at which the change is to be recorded, such as 2027-01-04T08:00:00Z. Nothing was kept or recorded."
                        .formatted(embargo, now, LONGEST.getYears()));
    }
}
