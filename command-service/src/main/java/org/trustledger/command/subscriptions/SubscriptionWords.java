package org.trustledger.command.subscriptions;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.Words;

/** What letters about subscribing say, in one language. */
public final class SubscriptionWords extends Words<SubscriptionText> {
    SubscriptionWords(Locale locale, Map<SubscriptionText, String> patterns) {
        super(locale, patterns);
    }

    /** What a topic is called. */
    public String topic(Topic topic, Offer offer) {
        var tag = topic.tag();
        if (tag != null) {
            return say(
                    SubscriptionText.TOPIC_ANSWERS_UNDER,
                    offer.tags().stream()
                            .filter(each -> each.id().equals(tag))
                            .map(each -> Phrase.of(
                                            each.tag().label(),
                                            language(),
                                            offer.profile().languages().getFirst())
                                    .text())
                            .findFirst()
                            .orElse(tag));
        }
        return say(
                switch (topic.key()) {
                    case "subprocessors" -> SubscriptionText.TOPIC_SUBPROCESSORS;
                    case "agreements" -> SubscriptionText.TOPIC_AGREEMENTS;
                    case "answers" -> SubscriptionText.TOPIC_ANSWERS;
                    default -> SubscriptionText.TOPIC_PACKS;
                });
    }
}
