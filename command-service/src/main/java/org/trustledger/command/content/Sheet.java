package org.trustledger.command.content;

import java.util.List;

/**
 * A table as it was read out of a spreadsheet.
 *
 * @param headings of the columns, from the first row that has any
 * @param rows those below it that have something in them
 */
public record Sheet(List<String> headings, List<Row> rows) {
    public Sheet {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /**
     * @param number as the spreadsheet counts it, from 1
     * @param cells texts without blanks around them; may be fewer than there are columns
     */
    public record Row(int number, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        /** The text in a column, empty if there is none. */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }
}
