package org.trustledger.pdf.views;

/** The counter answered something that is no view this press understands. */
public final class UnreadableView extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableView(String message) {
        super(message);
    }

    UnreadableView(String message, Throwable cause) {
        super(message, cause);
    }
}
