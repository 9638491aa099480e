package org.trustledger.command.subscriptions;

import java.util.List;
import org.trustledger.events.Profile;
import org.trustledger.events.Tag;

/**
 * Of what a trust center tells.
 *
 * @param tags under which there can be answers, in their order
 */
public record Offer(Profile profile, List<Tagged> tags) {
    public Offer {
        tags = List.copyOf(tags);
    }

    /** @param id of the tag */
    public record Tagged(String id, Tag tag) {}

    /** Whether that can be chosen. */
    public boolean has(Topic topic) {
        var tag = topic.tag();
        return tag == null || tags.stream().anyMatch(each -> each.id().equals(tag));
    }
}
