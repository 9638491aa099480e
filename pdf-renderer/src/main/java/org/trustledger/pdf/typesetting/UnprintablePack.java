package org.trustledger.pdf.typesetting;

/** A pack that cannot be set as ordered, however often one tries; the message says what to do about it. */
public final class UnprintablePack extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnprintablePack(String message) {
        super(message);
    }
}
