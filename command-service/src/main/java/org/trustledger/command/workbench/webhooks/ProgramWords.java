package org.trustledger.command.workbench.webhooks;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What the page on endpoints of programs says in one language. */
public final class ProgramWords extends Words<ProgramText> {
    ProgramWords(Locale locale, Map<ProgramText, String> patterns) {
        super(locale, patterns);
    }
}
