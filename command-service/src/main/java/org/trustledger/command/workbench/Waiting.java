package org.trustledger.command.workbench;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.Phrase;

/**
 * A line of the home page.
 *
 * @param more what follows the text, in the person's language; empty for nothing
 * @param href where one acts on it, or reads it
 * @param since when it arose, or for what is coming when it will be; null if that says nothing
 */
public record Waiting(
        Kind kind,
        Phrase text,
        String more,
        String href,
        @Nullable Instant since) {
    /** A line in the person's language. */
    public Waiting(Kind kind, String text, String href, @Nullable Instant since) {
        this(kind, new Phrase(text, null), "", href, since);
    }

    /** Why it is on the page, in the order of the page. */
    public enum Kind {
        /** Something does not work. */
        TROUBLE,
        /** Something that this person can do. */
        TASK,
        /** Something that will happen within a month. */
        COMING,
        /** Something that has happened. */
        NEWS
    }
}
