package org.trustledger.command.mail;

/** The mail server has not taken a letter. Says nothing of what the server said, which may have the address. */
public final class NotSent extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What stood in the way. */
    public enum Why {
        /** The server, for whatever is sent: it is away, or does not know the office. */
        SERVER_AWAY,
        /** The connection, in the middle: whether the server has the letter is not known. */
        CUT_OFF,
        /** This letter: the server refuses it, or it cannot be written. */
        LETTER
    }

    private final Why why;

    NotSent(Why why, Throwable cause) {
        super("%s (%s)".formatted(why, cause.getClass().getSimpleName()));
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
