package org.trustledger.command.relay;

/** The broker did not confirm a load. It will be sent again. */
final class NotAcknowledged extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAcknowledged(Throwable cause) {
        super("The broker did not confirm: %s".formatted(cause.getMessage()), cause);
    }
}
