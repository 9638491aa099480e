package org.trustledger.command.content;

import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.presentation.Phrase;

/** What people call an item. */
final class Titles {
    private Titles() {}

    static @Nullable String of(@Nullable Content content, String language) {
        return content == null
                ? null
                : Phrase.naming(content, language, language).text();
    }
}
