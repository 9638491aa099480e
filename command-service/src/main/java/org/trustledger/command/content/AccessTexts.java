package org.trustledger.command.content;

import java.util.TreeMap;
import org.trustledger.events.LocalizedText;
import org.trustledger.presentation.WordFiles;
import org.trustledger.presentation.Words;

/** The words for what is not told, in every language there is a file for under {@code texts/access}. */
final class AccessTexts extends WordFiles<AccessText, Words<AccessText>> {
    AccessTexts() {
        super("texts/access", AccessText.class, Words::new);
    }

    LocalizedText tell(AccessText text) {
        var told = new TreeMap<String, String>();
        languages().forEach(language -> told.put(language, in(language).say(text)));
        return new LocalizedText(told);
    }
}
