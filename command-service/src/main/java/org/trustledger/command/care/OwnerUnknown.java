package org.trustledger.command.care;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** An answer would be given to somebody who is not on the list. */
public final class OwnerUnknown extends Refusal {
    private static final long serialVersionUID = 1;

    OwnerUnknown(String owner) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "owner-unknown",
                "There is no such owner",
                "This trust center has no owner '%s'. Choose one of the list of owners, or add it there. Nothing was changed."
                        .formatted(owner.length() > 40 ? owner.substring(0, 40) + "…" : owner));
    }
}
