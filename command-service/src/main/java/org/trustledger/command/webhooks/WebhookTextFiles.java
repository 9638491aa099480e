package org.trustledger.command.webhooks;

import org.springframework.stereotype.Component;
import org.trustledger.presentation.WordFiles;

/** The words for calls and endpoints in every language. */
@Component
public final class WebhookTextFiles extends WordFiles<WebhookText, WebhookTexts> {
    WebhookTextFiles() {
        super("texts/webhooks", WebhookText.class, WebhookTexts::new);
    }
}
