package org.trustledger.command.workbench.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a document from being planned or applied.
 *
 * @param sentences in the reader's words; empty if there are none but the API's
 * @param detail in English, as the API says it; null if the sentences say it all
 */
public record TroubleShown(
        String title,
        List<String> sentences,
        @Nullable String detail,
        @Nullable String advice) {
    public TroubleShown {
        sentences = List.copyOf(sentences);
    }
}
