package org.trustledger.command.care;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What letters to owners say, in one language. */
public final class LetterWords extends Words<LetterText> {
    LetterWords(Locale locale, Map<LetterText, String> patterns) {
        super(locale, patterns);
    }
}
