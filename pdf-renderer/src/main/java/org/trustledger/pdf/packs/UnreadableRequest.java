package org.trustledger.pdf.packs;

/** Bytes on the topic that are no request; there is nobody they could be reported for. */
final class UnreadableRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableRequest(String message, Throwable cause) {
        super(message, cause);
    }
}
