package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.differences.Run;

/**
 * What was ever stated of an item, the newest first, as far as one page of the list goes.
 *
 * @param count how many versions there are, in words
 * @param pager to the other pages; null if there is one only
 */
public record HistoryShown(
        String count, List<VersionShown> versions, @Nullable Pager pager) {

    /**
     * One version, and what it changed.
     *
     * @param stands where on valid time it is what is known, in words; that nothing of it stands, if so
     * @param recorded when, and if somebody else approved it, in words
     * @param confirmed when it was looked at again and was still true, in words; null if nobody did
     * @param correction what it corrects and what corrects it, in words; null if neither
     * @param read the page on a day on which this version applies; null if there is none
     * @param comparedWith the version that {@code changes} compares with, in words; null for the first
     * @param removed whether it says that the item is no more
     * @param changes those of the reader's language and of none
     * @param elsewhere in which other languages something reads differently, in words; null if in none
     */
    public record VersionShown(
            String anchor,
            Margin margin,
            String stands,
            String recorded,
            @Nullable String confirmed,
            Said reason,
            @Nullable String correction,
            @Nullable Link read,
            @Nullable String comparedWith,
            boolean removed,
            List<ChangeShown> changes,
            @Nullable String elsewhere) {}

    /**
     * A field that reads differently.
     *
     * @param language BCP 47 tag if it is not the page's
     * @param runs empty where the label says it all
     */
    public record ChangeShown(String label, @Nullable String language, List<Run> runs) {}
}
