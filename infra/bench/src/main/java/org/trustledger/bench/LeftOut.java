package org.trustledger.bench;

/** A row cannot be measured here; the message says what is missing. */
final class LeftOut extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String why;

    LeftOut(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
