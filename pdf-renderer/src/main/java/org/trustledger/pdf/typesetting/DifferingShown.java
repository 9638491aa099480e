package org.trustledger.pdf.typesetting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.LocalizedText;
import org.trustledger.pdf.views.Stated;
import org.trustledger.presentation.differences.Run;

/**
 * An item that reads differently, as it is printed.
 *
 * @param kind of item and what became of it, in words
 * @param stated what it reads, or read last: for the margin of time
 * @param changes none of one that is no more
 */
public record DifferingShown(
        String id,
        String item,
        String kind,
        Passage title,
        Stated<?> stated,
        LocalizedText reason,
        List<Change> changes) {

    /**
     * A field that reads differently.
     *
     * @param lang BCP 47 tag if it is not the pack's; else null
     * @param runs empty where the label says it all
     */
    public record Change(String label, @Nullable String lang, List<Run> runs) {}
}
