package org.trustledger.command.workbench;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** No page has this address. */
public final class NothingHere extends Refusal {
    private static final long serialVersionUID = 1;

    public NothingHere() {
        super(HttpStatus.NOT_FOUND, "not-found", "Not Found", "There is nothing at this address.");
    }
}
