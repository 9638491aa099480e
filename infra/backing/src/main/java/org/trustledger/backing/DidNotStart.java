package org.trustledger.backing;

/** A server that could not be started; the message says why in one sentence fit for the person who started it. */
public final class DidNotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    DidNotStart(String message) {
        super(message);
    }

    DidNotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
