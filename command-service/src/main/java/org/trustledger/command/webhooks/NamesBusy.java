package org.trustledger.command.webhooks;

import java.io.IOException;

/** A name was not looked up, for others were. Says nothing of the name. */
final class NamesBusy extends IOException {
    private static final long serialVersionUID = 1;

    NamesBusy() {
        super("Enough names are being looked up");
    }
}
