package org.trustledger.command.mail;

/** The mailbox of bounces cannot be read. Says nothing of what its server said, which may have an address. */
final class MailboxAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    MailboxAway(Throwable cause) {
        super("The mailbox of bounces cannot be read (%s)"
                .formatted(cause.getClass().getSimpleName()));
    }
}
