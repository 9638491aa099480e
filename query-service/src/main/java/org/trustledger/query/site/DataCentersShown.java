package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of places where data is kept.
 *
 * @param nothing said when the filter leaves none, else null
 */
public record DataCentersShown(
        SubprocessorsShown.Column since,
        SubprocessorsShown.Column name,
        SubprocessorsShown.Column where,
        List<Entry> entries,
        @Nullable String nothing) {

    /** One of them. */
    public record Entry(
            String anchor,
            Said name,
            Said location,
            String country,
            String operator,
            Said purpose,
            List<Said> services,
            String certifications,
            Margin margin) {}
}
