package org.trustledger.command.workbench.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.presentation.Phrase;

/**
 * The content has moved on from what the document was planned on.
 *
 * @param changes what was recorded since, the oldest first
 * @param more how many further ones; null if there are none
 * @param base content position to plan on; null if the document is not of this trust center, or not this person's
 * @param discard null if it is not theirs to discard
 * @param review how far it has come with others; null if they were not asked
 */
public record StalePage(
        Frame frame,
        ContentTexts texts,
        String sentence,
        List<ChangeShown> changes,
        @Nullable String more,
        @Nullable String base,
        String advice,
        String button,
        String again,
        SentLine sent,
        @Nullable String discard,
        PlanPage.@Nullable ReviewShown review) {

    /**
     * Something that was recorded meanwhile.
     *
     * @param at when, as shown
     * @param iso the same for machines
     */
    public record ChangeShown(String kind, String item, String position, String at, String iso, Phrase reason) {}
}
