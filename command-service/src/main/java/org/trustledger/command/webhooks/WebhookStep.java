package org.trustledger.command.webhooks;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trustledger.command.ledger.Occurrence;
import org.trustledger.command.ledger.OccurrenceName;
import org.trustledger.command.subscriptions.Topic;

/** What happened to an endpoint. Stays in the office and says nothing of where it is. */
public sealed interface WebhookStep extends Occurrence {
    /** The items these are kept under, each by the id of the endpoint. */
    String KIND = "webhooks";

    /** It answered with a challenge, and is told from now on. */
    record Proved(List<String> topics, boolean reminders, long toldFrom) implements WebhookStep {
        static Proved of(WebhookWish wish, long toldFrom) {
            return new Proved(keys(wish), wish.reminders(), toldFrom);
        }
    }

    /** It is to be told of other things. */
    record Changed(List<String> topics, boolean reminders) implements WebhookStep {
        static Changed to(WebhookWish wish) {
            return new Changed(keys(wish), wish.reminders());
        }
    }

    /** It is not called until somebody says so. */
    record Paused(boolean failing) implements WebhookStep {}

    /** It is called again. */
    record Resumed() implements WebhookStep {}

    /** It is told again what tells anything after a position. */
    record Replayed(long after, int calls) implements WebhookStep {}

    /** Its calls are signed with another secret. */
    record SecretRenewed() implements WebhookStep {}

    /** It is told no more. */
    record Ended(boolean gone) implements WebhookStep {}

    private static List<String> keys(WebhookWish wish) {
        return wish.topics().stream().map(Topic::key).toList();
    }

    /** The names they are stored under. */
    @Configuration(proxyBeanMethods = false)
    class Names {
        @Bean
        OccurrenceName webhookProved() {
            return new OccurrenceName(KIND + ".proved", Proved.class);
        }

        @Bean
        OccurrenceName webhookChanged() {
            return new OccurrenceName(KIND + ".changed", Changed.class);
        }

        @Bean
        OccurrenceName webhookPaused() {
            return new OccurrenceName(KIND + ".paused", Paused.class);
        }

        @Bean
        OccurrenceName webhookResumed() {
            return new OccurrenceName(KIND + ".resumed", Resumed.class);
        }

        @Bean
        OccurrenceName webhookReplayed() {
            return new OccurrenceName(KIND + ".replayed", Replayed.class);
        }

        @Bean
        OccurrenceName webhookSecretRenewed() {
            return new OccurrenceName(KIND + ".secret-renewed", SecretRenewed.class);
        }

        @Bean
        OccurrenceName webhookEnded() {
            return new OccurrenceName(KIND + ".ended", Ended.class);
        }
    }
}
