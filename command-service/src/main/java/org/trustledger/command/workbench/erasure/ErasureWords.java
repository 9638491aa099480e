package org.trustledger.command.workbench.erasure;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What the pages on forgetting readers say in one language. */
public final class ErasureWords extends Words<ErasureText> {
    ErasureWords(Locale locale, Map<ErasureText, String> patterns) {
        super(locale, patterns);
    }
}
