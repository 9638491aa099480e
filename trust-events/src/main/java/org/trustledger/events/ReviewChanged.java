package org.trustledger.events;

/**
 * Whether a change to what the trust center says needs the approval of somebody else than its author, from this
 * position on. Until the first of these facts it does. Not content: it does not move the content position.
 */
public record ReviewChanged(boolean required, LocalizedText reason) implements Fact {
    /** Id of the one item that these facts are about. */
    public static final String ITEM = "four-eyes";
}
