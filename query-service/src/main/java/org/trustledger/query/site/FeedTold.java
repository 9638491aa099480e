package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a feed says of a commit. All addresses are absolute.
 *
 * @param more how many changes there are besides, and the way to all of them; null for none
 */
public record FeedTold(
        Texts texts, List<ChangeTold> changes, @Nullable Link more) {

    /**
     * One change.
     *
     * @param kind of item, in words
     * @param what happened to it, in words
     * @param applies since when and until when, in words
     * @param corrects what was wrong; null if it is no correction
     * @param why with the trigger of a revision
     * @param withheld that the text is told on request; null if it is not
     * @param compared what the details are: with what they compare, or that nothing of it is left; null where they are
     *     simply what it reads
     * @param details what it reads or read, or what reads differently, shortened
     * @param elsewhere in which other languages something reads differently, in words; null if in none
     * @param redline the way to a comparison clause by clause; null for none
     * @param all the way to all of it; null where nothing was left out
     */
    public record ChangeTold(
            String kind,
            String what,
            Said title,
            String href,
            String applies,
            @Nullable Link corrects,
            AgreementShown.Why why,
            @Nullable String withheld,
            @Nullable String compared,
            List<HistoryShown.ChangeShown> details,
            @Nullable String elsewhere,
            @Nullable Link redline,
            @Nullable Link all) {}
}
