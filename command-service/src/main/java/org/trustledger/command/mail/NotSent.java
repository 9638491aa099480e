package org.trustledger.command.mail;

import org.jspecify.annotations.Nullable;

/** The mail server has not taken a letter. Says nothing of what the server said, which may have the address. */
public final class NotSent extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What stood in the way. */
    public enum Why {
        /** The server, for whatever is sent: it is away, does not know the office, or wants nothing from it now. */
        SERVER_AWAY,
        /** The connection, in the middle: whether the server has the letter is not known. */
        CUT_OFF,
        /** This letter: the server refuses it, or it cannot be written. */
        LETTER
    }

    private final Why why;
    private final boolean forGood;
    private final transient @Nullable Refusal refusal;

    private NotSent(Why why, boolean forGood, @Nullable Refusal refusal, String how) {
        super("%s (%s)".formatted(why, how));
        this.why = why;
        this.forGood = forGood;
        this.refusal = refusal;
    }

    static NotSent serverAway(String how) {
        return new NotSent(Why.SERVER_AWAY, false, null, how);
    }

    static NotSent cutOff() {
        return new NotSent(Why.CUT_OFF, false, null, "no answer");
    }

    static NotSent refused(boolean forGood, @Nullable Refusal refusal) {
        return new NotSent(Why.LETTER, forGood, refusal, forGood ? "refused for good" : "refused for now");
    }

    static NotSent toNoAddress() {
        return new NotSent(Why.LETTER, true, null, "no address");
    }

    public Why why() {
        return why;
    }

    /** With what the server refused this letter; null if it did not. */
    public @Nullable Refusal refusal() {
        return refusal;
    }

    /**
     * Whether the letter fares no better later: there is no such recipient, or the letter cannot be written. A server
     * that does not want the office's mail may be told to, so that is not for good.
     */
    public boolean isForGood() {
        return forGood;
    }
}
