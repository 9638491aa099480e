package org.trustledger.command.notices;

/** A link at the end of a letter that is its reader's own, in the order in which they stand there. */
public enum OwnLink {
    /** To that very letter, to acknowledge it and to prove it. */
    PROOF(NoticeText.PROOF),
    /** To what its reader is told of. */
    MANAGE(NoticeText.MANAGE),
    /** To be told of nothing more. */
    LEAVE(NoticeText.LEAVE);

    private final NoticeText words;

    OwnLink(NoticeText words) {
        this.words = words;
    }

    /** What stands before it. */
    NoticeText words() {
        return words;
    }
}
