package org.trustledger.events;

/** Bytes that are no fact of ours, or one of a version that this software does not know. */
public final class UnreadableFact extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableFact(String message) {
        super(message);
    }

    UnreadableFact(String message, Throwable cause) {
        super(message, cause);
    }
}
