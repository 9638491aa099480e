package org.trustledger.query.feeds;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

    /** Of the changes that together and for one reason move an announcement to another day, only one. */
    public List<Told> news() {
        return changes.stream()
                .filter(told -> changes.stream().noneMatch(other -> other.saysMore(told)))
                .toList();
    }

    /** How many changes there are, those moves counted once. */
    public int totalNews() {
        return total - changes.size() + news().size();
    }

    /**
     * One change.
     *
     * @param before what was stated of the item before, for a correction of the time that it corrects; null if nothing
     *     was, or that it is no more
     */
    public record Told(Changes.Change change, @Nullable Before before) {
        private static final Comparator<Told> SAYS_MORE = Comparator.comparing(Told::isOfNewDay)
                .thenComparing(told -> told.change.version().position());

        private boolean saysMore(Told other) {
            return moves() && isOfSameMove(other) && SAYS_MORE.compare(this, other) > 0;
        }

        private boolean moves() {
            var plan = change.plan();
            return plan != null && plan.from() != null && !plan.besides();
        }

        private boolean isOfSameMove(Told other) {
            return change.kind() == other.change.kind()
                    && change.item().equals(other.change.item())
                    && Objects.equals(change.plan(), other.change.plan())
                    && change.version().reason().equals(other.change.version().reason());
        }

        private boolean isOfNewDay() {
            var plan = change.plan();
            return plan != null && change.version().validFrom().equals(plan.from());
        }
    }

    /** What an item read before a change. */
    public record Before(int revision, Content content) {}
}
