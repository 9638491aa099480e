package org.trustledger.pdf.packs;

/** A pack that cannot be made as requested, however often one tries. */
final class Unmakeable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unmakeable(String message) {
        super(message);
    }
}
