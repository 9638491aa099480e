package org.trustledger.command.workbench.outline;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.presentation.Phrase;

/**
 * One of the outline as it is written.
 *
 * @param named such as {@code tags/gdpr}; null of a new one
 * @param notice what the writer should know before; null if nothing
 * @param theirs what somebody else has changed since; none if nobody has
 * @param problems how many there are, in words; null if there are none
 * @param general problems of no field
 * @param id null of one that has one
 * @param merge null where there is nothing to merge with
 * @param remove null where it cannot be removed
 */
public record OutlineItemPage(
        Frame frame,
        OutlineTexts texts,
        String action,
        String kind,
        String item,
        boolean added,
        String base,
        @Nullable String named,
        @Nullable String notice,
        List<Theirs> theirs,
        @Nullable String problems,
        List<String> general,
        List<Field> fields,
        @Nullable Field id,
        List<Option> timing,
        @Nullable String timingError,
        Field from,
        List<Field> reasons,
        @Nullable Merge merge,
        @Nullable Remove remove) {

    /** A field that somebody else has changed. */
    public record Theirs(String label, @Nullable String language, Content theirs, String mine) {}

    /**
     * @param rows of a text that can be long; 1 for a line, 0 for a choice among the options
     * @param help empty for none
     * @param error what is wrong with it; null if nothing is
     */
    public record Field(
            String name,
            @Nullable String language,
            String label,
            String value,
            int rows,
            int most,
            String help,
            List<Option> options,
            @Nullable String error) {}

    /** One of several. */
    public record Option(
            String value, String label, @Nullable String language, boolean chosen) {}

    /** @param help what becomes of the answers */
    public record Merge(
            String action,
            String help,
            List<Option> into,
            @Nullable String error,
            List<Field> reasons) {}

    /** Its form. */
    public record Remove(String action, List<Field> reasons) {}

    /**
     * The order of a list.
     *
     * @param items none if they are too many
     * @param problems why it is shown again; null if it is not
     */
    public record Order(
            Frame frame,
            OutlineTexts texts,
            String action,
            String category,
            String base,
            List<Placed> items,
            List<Field> reasons,
            @Nullable String problems,
            List<String> general) {}

    /** @param place from 1, or whatever was typed */
    public record Placed(String id, Phrase name, String place, String label) {}
}
