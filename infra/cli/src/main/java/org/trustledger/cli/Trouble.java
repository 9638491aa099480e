package org.trustledger.cli;

/** Why a command cannot be carried out, in words for whoever gave it. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    Trouble(String message) {
        super(message, null, false, false);
    }
}
