package org.trustledger.command.subscriptions;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trustledger.command.ledger.Occurrence;
import org.trustledger.command.ledger.OccurrenceName;

/** What happened to a subscription. Stays in the office and says nothing of whose it is. */
public sealed interface SubscriberStep extends Occurrence {
    /** The items these are kept under, each by the id of the subscriber. */
    String KIND = "subscribers";

    /** Somebody who has the link asked for it, and is told from now on. */
    record Confirmed(List<String> topics, String language, String cadence, boolean reminders, long toldFrom)
            implements SubscriberStep {
        static Confirmed of(Wish wish, long toldFrom) {
            return new Confirmed(
                    wish.topics().stream().map(Topic::key).toList(),
                    wish.language(),
                    wish.cadence().key(),
                    wish.reminders(),
                    toldFrom);
        }
    }

    /** It is wanted otherwise. */
    record Changed(List<String> topics, String language, String cadence, boolean reminders) implements SubscriberStep {
        static Changed to(Wish wish) {
            return new Changed(
                    wish.topics().stream().map(Topic::key).toList(),
                    wish.language(),
                    wish.cadence().key(),
                    wish.reminders());
        }
    }

    /** It was ended. */
    record Left() implements SubscriberStep {}

    /** Letters came back for good, one after another, so no more are sent. */
    record Paused() implements SubscriberStep {}

    /** Letters are sent again. */
    record Resumed() implements SubscriberStep {}

    /** The names they are stored under. */
    @Configuration(proxyBeanMethods = false)
    class Names {
        @Bean
        OccurrenceName subscriberConfirmed() {
            return new OccurrenceName(KIND + ".confirmed", Confirmed.class);
        }

        @Bean
        OccurrenceName subscriberChanged() {
            return new OccurrenceName(KIND + ".changed", Changed.class);
        }

        @Bean
        OccurrenceName subscriberPaused() {
            return new OccurrenceName(KIND + ".paused", Paused.class);
        }

        @Bean
        OccurrenceName subscriberResumed() {
            return new OccurrenceName(KIND + ".resumed", Resumed.class);
        }

        @Bean
        OccurrenceName subscriberLeft() {
            return new OccurrenceName(KIND + ".left", Left.class);
        }
    }
}
