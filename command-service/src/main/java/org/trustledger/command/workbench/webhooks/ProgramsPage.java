package org.trustledger.command.workbench.webhooks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;

/**
 * The endpoints that a trust center calls.
 *
 * @param count how many there are, in words
 */
public record ProgramsPage(Frame frame, ProgramWords t, String count, List<Row> rows) {
    public ProgramsPage {
        rows = List.copyOf(rows);
    }

    /**
     * An endpoint.
     *
     * @param id the beginning of it, to tell two of one host apart
     * @param mood {@code ok}, {@code wait} or {@code bad}
     * @param waiting how many calls wait, in words
     * @param trouble what came of the last call that it did not take, in words
     * @param troubleSince when that was; null for none
     * @param resume where it is resumed; null if it cannot be, or not by whoever looks
     * @param end where it is ended; null if whoever looks may not
     */
    public record Row(
            String host,
            String id,
            String state,
            String mood,
            String iso,
            String since,
            String waiting,
            String trouble,
            @Nullable Time troubleSince,
            @Nullable String resume,
            @Nullable String end) {}

    /** A moment, for machines and in words. */
    public record Time(String iso, String text) {}
}
