package org.trustledger.command.workbench.sheets;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;

/**
 * A spreadsheet: what its columns mean, and what its rows come to.
 *
 * @param found how many answers are new, changed and the same, and how many rows are wrong
 * @param problems the first of what is wrong
 * @param all the whole of it, as a table; null if nothing is wrong
 * @param preview null if no row changes or adds anything
 * @param plan null if no row changes or adds anything
 */
public record SheetPage(
        Frame frame,
        SheetTexts texts,
        String lead,
        String action,
        List<ColumnShown> columns,
        List<ReasonShown> reasons,
        List<String> found,
        List<ProblemShown> problems,
        @Nullable Link all,
        @Nullable PreviewShown preview,
        @Nullable Link plan,
        String discard) {

    /** @param values the first few */
    public record ColumnShown(String name, String heading, List<String> values, List<Choice> choices) {}

    /** What a column can mean. */
    public record Choice(String key, String label, boolean chosen) {}

    /**
     * Why the answers are to read so, in one language.
     *
     * @param needed whether nothing goes on without it
     * @param error what is wrong with it; null if nothing is
     */
    public record ReasonShown(
            String name,
            String language,
            String label,
            String text,
            boolean needed,
            @Nullable String error) {}

    /**
     * @param row which, in words; empty if it is none
     * @param column its heading; null if it is none
     */
    public record ProblemShown(
            String row, @Nullable String column, @Nullable String value, String message) {}

    /** @param language BCP 47 tag of the answers */
    public record PreviewShown(String help, String language, List<AnswerShown> answers) {}

    /** @param html safe markup; null for a bare heading */
    public record AnswerShown(
            String row,
            String id,
            String state,
            String question,
            @Nullable String html) {}
}
