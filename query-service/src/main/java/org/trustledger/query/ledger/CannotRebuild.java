package org.trustledger.query.ledger;

/** Why the views stay as they are, in a sentence for whoever asked for a rebuild. */
final class CannotRebuild extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotRebuild(String sentence) {
        super(sentence);
    }
}
