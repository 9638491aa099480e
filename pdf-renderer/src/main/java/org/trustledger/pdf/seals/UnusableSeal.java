package org.trustledger.pdf.seals;

import org.jspecify.annotations.Nullable;

/** The sealing key as configured cannot be used; the message says what to do. */
public final class UnusableSeal extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableSeal(String message) {
        super(message);
    }

    UnusableSeal(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
