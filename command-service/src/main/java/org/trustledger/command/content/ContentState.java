package org.trustledger.command.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Publication;

/** What a trust center says, as far as applying a document has to know it: of each item, what applies when. */
final class ContentState {
    private final Map<ItemId, List<Stated>> items = new LinkedHashMap<>();

    /**
     * A stretch of valid time in which an item reads the same.
     *
     * @param to exclusive; null for until further notice
     */
    record Stated(Instant from, @Nullable Instant to, Content content, LocalizedText reason, int revision) {
        private Stated between(Instant newFrom, @Nullable Instant newTo) {
            return new Stated(newFrom, newTo, content, reason, revision);
        }
    }

    /** What the facts say together. */
    static ContentState of(Iterable<? extends ContentFact> facts) {
        var state = new ContentState();
        facts.forEach(state::evolve);
        return state;
    }

    /** The fact replaces what was known of its item for the time it is about, and touches nothing outside. */
    void evolve(ContentFact fact) {
        var statement = fact.statement();
        var from = statement.validFrom();
        var to = statement.validTo();
        var id = new ItemId(ContentKind.of(fact), statement.item());
        var next = new ArrayList<Stated>();
        for (var stated : items.getOrDefault(id, List.of())) {
            var endsBefore = stated.to() != null && !stated.to().isAfter(from);
            var beginsAfter = to != null && !stated.from().isBefore(to);
            if (endsBefore || beginsAfter) {
                next.add(stated);
                continue;
            }
            if (stated.from().isBefore(from)) {
                next.add(stated.between(stated.from(), from));
            }
            if (to != null && (stated.to() == null || to.isBefore(stated.to()))) {
                next.add(stated.between(to, stated.to()));
            }
        }
        if (fact instanceof Publication publication) {
            next.add(new Stated(from, to, publication.content(), statement.reason(), statement.revision()));
        }
        next.sort((one, other) -> one.from().compareTo(other.from()));
        items.put(id, List.copyOf(next));
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    Set<ItemId> items() {
        return items.keySet();
    }

    /** From the earliest to the latest; empty if nothing was ever said of the item. */
    List<Stated> of(ItemId item) {
        return items.getOrDefault(item, List.of());
    }
}
