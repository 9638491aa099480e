package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of sub-processors.
 *
 * @param nothing said when none is left, else null
 * @param clear to all of them; null if no filter keeps any back
 */
public record SubprocessorsShown(
        String lead,
        Column since,
        Column name,
        Column where,
        List<Entry> entries,
        @Nullable String nothing,
        @Nullable Link clear) {

    /**
     * A column by which the list can be put in order.
     *
     * @param href the list in that order, or in the opposite if it is already
     * @param order as in {@code aria-sort}; null if the list is in another
     */
    public record Column(
            String label, String href, @Nullable String order) {}

    /**
     * One of them, in a line and in all particulars.
     *
     * @param under number or address that tells it from one of the same name
     * @param condition when it applies at all; null if always
     */
    public record Entry(
            String anchor,
            String name,
            String under,
            List<Said> services,
            @Nullable Said condition,
            String where,
            Said transfer,
            String details,
            List<Field> fields,
            Margin margin) {}

    /**
     * A particular.
     *
     * @param link shown after the values; null for none
     */
    public record Field(
            String label, List<Said> values, @Nullable Link link) {}
}
