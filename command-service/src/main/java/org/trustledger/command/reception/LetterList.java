package org.trustledger.command.reception;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Letters that somebody got, the newest first.
 *
 * @param older where older ones are; null if there are none
 * @param newest where the newest are; null if these are
 */
public record LetterList(
        List<Row> rows, @Nullable String older, @Nullable String newest) {
    public LetterList {
        rows = List.copyOf(rows);
    }

    /**
     * @param label its subject, or that it is shown no more
     * @param language of the label
     * @param state whether it was opened or acknowledged; empty if neither
     */
    public record Row(String iso, String day, String label, String language, String href, String state) {}
}
