package org.trustledger.command.workbench;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the home page.
 *
 * @param href where one acts on it, or reads it
 * @param since when it arose, or for what is coming when it will be; null if that says nothing
 */
public record Waiting(
        Kind kind, String text, String href, @Nullable Instant since) {
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
