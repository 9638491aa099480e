package org.trustledger.command.content;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** An embargo that is no moment. */
final class EmbargoUnreadable extends Refusal {
    private static final long serialVersionUID = 1;

    EmbargoUnreadable(String embargo) {
        super(
                HttpStatus.BAD_REQUEST,
                "embargo-unreadable",
                "The embargo is no moment",
                "'%s' is no date with time and offset: give the moment at which the change is to be recorded, such as 2027-01-04T08:00:00+01:00, with its plus sign written as %%2B in an address. Nothing was kept or recorded."
                        .formatted(embargo));
    }
}
