package org.trustledger.command.reception;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What the pages of endpoints say, in one language. */
public final class WebhookWords extends Words<WebhookText> {
    WebhookWords(Locale locale, Map<WebhookText, String> patterns) {
        super(locale, patterns);
    }
}
