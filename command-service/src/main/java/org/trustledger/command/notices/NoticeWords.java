package org.trustledger.command.notices;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What notices say, in one language. */
public final class NoticeWords extends Words<NoticeText> {
    NoticeWords(Locale locale, Map<NoticeText, String> patterns) {
        super(locale, patterns);
    }

    /** The same with a capital letter, for where a line begins. */
    static String capitalized(String words, Locale locale) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(locale) + words.substring(1);
    }
}
