package org.trustledger.pdf.platform;

import org.jspecify.annotations.Nullable;

/** Something outside does not answer, or not yet; the same may well succeed later. */
public final class NotNow extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotNow(String message) {
        super(message);
    }

    public NotNow(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
