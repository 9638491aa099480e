package org.trustledger.command.workbench.operations;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What the page on operations says in one language. */
public final class OperationsWords extends Words<OperationsText> {
    OperationsWords(Locale locale, Map<OperationsText, String> patterns) {
        super(locale, patterns);
    }
}
