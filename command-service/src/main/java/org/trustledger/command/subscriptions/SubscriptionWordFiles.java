package org.trustledger.command.subscriptions;

import org.springframework.stereotype.Component;
import org.trustledger.presentation.WordFiles;

/** What letters about subscribing say, in every language there is a file for under {@code texts/subscriptions}. */
@Component
public class SubscriptionWordFiles extends WordFiles<SubscriptionText, SubscriptionWords> {
    SubscriptionWordFiles() {
        super("texts/subscriptions", SubscriptionText.class, SubscriptionWords::new);
    }
}
