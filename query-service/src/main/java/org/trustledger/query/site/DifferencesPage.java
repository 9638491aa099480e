package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reads differently between the point in time that is read and today.
 *
 * @param ask whether no date was chosen, so that there is nothing to compare with
 * @param counted how much differs, in words
 * @param pager to the rest; null for none
 */
public record DifferencesPage(
        Frame frame,
        String lead,
        boolean ask,
        String counted,
        List<DifferingShown> items,
        @Nullable Pager pager) implements Framed {

    /**
     * One item.
     *
     * @param kind of item, in words
     * @param became what is different, in words
     * @param history the way to every version of it
     * @param why the reason of what it reads from then on; null where it is stated no more
     * @param changes word by word; empty where it is stated on one side only, or by clauses
     * @param elsewhere in which other languages something reads differently, in words; null if in none
     * @param redline the way to the comparison clause by clause; null if the item has no clauses or only one side
     */
    public record DifferingShown(
            String anchor,
            String kind,
            String became,
            Said title,
            String history,
            @Nullable Said why,
            List<HistoryShown.ChangeShown> changes,
            @Nullable String elsewhere,
            @Nullable Link redline,
            Margin margin) {}
}
