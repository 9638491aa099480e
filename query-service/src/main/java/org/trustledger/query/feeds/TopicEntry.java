package org.trustledger.query.feeds;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.query.history.Changes;

/**
 * What one commit says of a topic.
 *
 * @param position of the commit's last fact, whatever that is about
 * @param total how many changes there are
 * @param changes the first of them
 */
public record TopicEntry(long position, Instant recordedAt, int total, List<Told> changes) {
    public TopicEntry {
        changes = List.copyOf(changes);
    }

    /**
     * One change.
     *
     * @param before what was stated of the item before; null if nothing was, or that it is no more
     */
    public record Told(Changes.Change change, @Nullable Before before) {}

    /** What an item read before a change. */
    public record Before(int revision, Content content) {}
}
