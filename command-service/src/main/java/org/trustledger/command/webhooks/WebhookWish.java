package org.trustledger.command.webhooks;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trustledger.command.subscriptions.Topic;

/**
 * Of what an endpoint is to be told.
 *
 * @param topics in the order of their keys
 * @param reminders whether of an announced change again some days before it takes effect
 */
public record WebhookWish(SortedSet<Topic> topics, boolean reminders) {
    public WebhookWish {
        topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
    }
}
