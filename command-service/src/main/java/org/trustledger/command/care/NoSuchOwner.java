package org.trustledger.command.care;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The owner that is to be changed or removed is not on the list. */
public final class NoSuchOwner extends Refusal {
    private static final long serialVersionUID = 1;

    NoSuchOwner(String owner) {
        super(
                HttpStatus.NOT_FOUND,
                "no-such-owner",
                "There is no such owner",
                "This trust center has no owner '%s'. Somebody else may have removed it. Nothing was changed."
                        .formatted(owner.length() > 40 ? owner.substring(0, 40) + "…" : owner));
    }
}
