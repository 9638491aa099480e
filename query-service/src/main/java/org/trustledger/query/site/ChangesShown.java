package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded together.
 *
 * @param day when, as shown
 * @param iso the same as {@code 2026-03-12}
 * @param position of the last fact
 * @param href the commit by itself; null on that page
 * @param changes the first of them
 * @param more how many more there are, and the way to all of them; null for none
 */
public record ChangesShown(
        String anchor,
        String day,
        String iso,
        String position,
        @Nullable String href,
        List<ChangeShown> changes,
        @Nullable Link more) {

    /**
     * One change.
     *
     * @param kind of item, in words
     * @param what happened to it, in words
     * @param coming whether it has not taken effect yet
     * @param applies since when, where that is another day than the recording; else null
     */
    public record ChangeShown(
            String kind,
            String what,
            Said title,
            String href,
            Said reason,
            boolean coming,
            @Nullable String applies) {}
}
