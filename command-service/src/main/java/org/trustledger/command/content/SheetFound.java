package org.trustledger.command.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.LocalizedText;

/**
 * What the rows of a spreadsheet come to.
 *
 * @param added how many answers are new
 * @param changed how many of those there are would read otherwise
 * @param same how many rows change nothing
 * @param wrong how many rows cannot be taken
 * @param problems all that is wrong with them, in the order of the rows
 */
public record SheetFound(int added, int changed, int same, int wrong, List<RowProblem> problems) {
    public SheetFound {
        problems = List.copyOf(problems);
    }

    /** How many answers would be recorded. */
    public int right() {
        return added + changed;
    }

    /**
     * @param row as the spreadsheet counts it; 0 for what is wrong with none of them
     * @param column its heading; null if it is the row as a whole
     * @param message in every language of the workbench
     * @param value the offending value, shortened; null if it is no single value
     */
    public record RowProblem(
            int row,
            @Nullable String column,
            LocalizedText message,
            @Nullable String value) {}
}
