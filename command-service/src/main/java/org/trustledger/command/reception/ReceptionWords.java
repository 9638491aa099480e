package org.trustledger.command.reception;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What the pages of the reception say, in one language. */
public final class ReceptionWords extends Words<ReceptionText> {
    ReceptionWords(Locale locale, Map<ReceptionText, String> patterns) {
        super(locale, patterns);
    }
}
