package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of sub-processors. */
public record SubprocessorsShown(String lead, List<Entry> entries) {

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
