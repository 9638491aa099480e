package org.trustledger.pdf.typesetting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.pdf.views.Stated;
import org.trustledger.presentation.differences.Run;

/**
 * An item that reads differently, as it is printed.
 *
 * @param kind of item and what became of it, in words
 * @param stated what it reads, or read last: for the margin of time
 * @param reasons of all that was stated on the way, in the order of recording
 * @param changes none of one that is no more
 * @param elsewhere in which other languages something reads differently, in words; null if in none
 * @param leftOut that there were more reasons, in words; null if these are all
 */
public record DifferingShown(
        String id,
        String item,
        String kind,
        Passage title,
        Stated<?> stated,
        List<Why> reasons,
        List<Change> changes,
        @Nullable String elsewhere,
        @Nullable String leftOut) {

    /** @param when since when and by which fact; empty where there is one reason only */
    public record Why(String when, Passage reason) {}

    /**
     * A field that reads differently.
     *
     * @param lang BCP 47 tag if it is not the pack's; else null
     * @param runs empty where the label says it all
     * @param why the clause's own reason; null if it has none
     */
    public record Change(
            String label,
            @Nullable String lang,
            List<Run> runs,
            @Nullable Passage why) {}
}
