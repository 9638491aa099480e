package org.trustledger.command.workbench.content;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.Phrase;

/**
 * One line of a plan as a person reads it.
 *
 * @param kind what one such item is called
 * @param item as it is named for removal, such as {@code answers/data-location}
 * @param ticked whether it is to go
 * @param title in the document's default language
 * @param when it begins and ends to apply
 * @param isLater whether it begins ahead of now
 * @param corrects which fact was wrong; null if it corrects none
 * @param reason why, in the reader's language if it is there
 * @param more how many differences are told in the whole plan only; null if none
 */
public record LineShown(
        String kind,
        String item,
        boolean ticked,
        String title,
        String when,
        boolean isLater,
        @Nullable String corrects,
        Phrase reason,
        boolean moved,
        List<TextShown> texts,
        @Nullable String more) {

    /**
     * A field that reads otherwise.
     *
     * @param language BCP 47 tag; null if it has none of its own
     */
    public record TextShown(String label, @Nullable String language, Content redline) {}
}
