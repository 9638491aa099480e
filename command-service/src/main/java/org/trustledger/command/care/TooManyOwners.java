package org.trustledger.command.care;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The list of owners is full. */
public final class TooManyOwners extends Refusal {
    private static final long serialVersionUID = 1;

    TooManyOwners(int most) {
        super(
                HttpStatus.CONFLICT,
                "too-many-owners",
                "There are too many owners",
                "A trust center has at most %d owners. Remove one that looks after nothing. Nothing was changed."
                        .formatted(most));
    }
}
