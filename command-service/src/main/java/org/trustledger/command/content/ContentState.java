package org.trustledger.command.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trustledger.events.ContentFact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;

/** What a trust center says, as far as applying a document has to know it: of each item, what applies when. */
final class ContentState {
    private final Map<ItemId, Timeline> items = new LinkedHashMap<>();
    private final List<Said> said = new ArrayList<>();
    private long contentPosition;

    /** That something was said of an item, for those who have not heard of it. */
    record Said(ItemId item, long position, Instant recordedAt, LocalizedText reason) {}

    /** The content facts must come in the order of their positions; others do not matter. */
    void evolve(PublicFact published) {
        if (published.fact() instanceof ContentFact fact) {
            evolve(fact, published.position(), published.recordedAt());
        }
    }

    /** The fact replaces what was known of its item for the time it is about, and touches nothing outside. */
    void evolve(ContentFact fact, long position, Instant recordedAt) {
        var statement = fact.statement();
        var id = ItemId.of(fact);
        var stated = new Stated(
                statement.validFrom(),
                statement.validTo(),
                fact instanceof Publication publication ? publication.content() : null,
                statement.reason(),
                statement.revision(),
                position);
        items.put(id, of(id).with(stated));
        said.add(new Said(id, position, recordedAt, statement.reason()));
        contentPosition = position;
    }

    /** What the state would be after these facts; this one stays as it is. */
    ContentState after(List<? extends ContentFact> facts, Instant recordedAt) {
        var next = new ContentState();
        next.items.putAll(items);
        next.contentPosition = contentPosition;
        facts.forEach(fact -> next.evolve(fact, next.contentPosition + 1, recordedAt));
        return next;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Position of the last content fact; 0 if there is none. */
    long contentPosition() {
        return contentPosition;
    }

    Set<ItemId> items() {
        return items.keySet();
    }

    Timeline of(ItemId item) {
        return items.getOrDefault(item, Timeline.EMPTY);
    }

    /** @throws java.util.NoSuchElementException if nothing was ever said */
    LocalizedText newestReason() {
        return said.getLast().reason();
    }

    /** What was said after that position, in order. */
    List<Said> since(long position) {
        return said.stream().filter(each -> each.position() > position).toList();
    }
}
