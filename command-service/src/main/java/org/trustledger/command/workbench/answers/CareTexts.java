package org.trustledger.command.workbench.answers;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What the pages say on who looks after answers, in one language. */
public final class CareTexts extends Words<CareText> {
    CareTexts(Locale locale, Map<CareText, String> patterns) {
        super(locale, patterns);
    }
}
