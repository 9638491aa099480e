package org.trustledger.command.subscriptions;

import java.util.List;

/**
 * A letter about subscribing, to be set as HTML.
 *
 * @param topics of which somebody asked to be told; none if that was said before
 * @param go what the link does
 * @param stop what stands before the link by which no such letter comes again
 */
public record SubscriptionLetterPage(
        String language,
        String subject,
        String lead,
        List<String> topics,
        String go,
        String href,
        List<String> after,
        String who,
        String stop,
        String stopHref) {
    public SubscriptionLetterPage {
        topics = List.copyOf(topics);
        after = List.copyOf(after);
    }
}
