package org.trustledger.command.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trustledger.events.Access;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Fact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.ReviewChanged;

/** What a trust center says, as far as applying a document has to know it: of each item, what applies when. */
final class ContentState {
    private final Map<ItemId, Timeline> items = new LinkedHashMap<>();
    private final Map<ItemId, Access> accesses = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private long contentPosition;

    /** That something was said of an item, for those who have not heard of it. */
    record Said(ItemId item, long position, Instant recordedAt, LocalizedText reason) {}

    /** The facts must come in the order of their positions, as they would be told to everybody. */
    void evolve(PublicFact published) {
        evolve(published.fact(), published.position(), published.recordedAt());
    }

    private void evolve(Fact fact, long position, Instant recordedAt) {
        switch (fact) {
            case ContentFact content -> evolve(content, position, recordedAt);
            case AnswerAccessChanged changed -> {
                var id = new ItemId(ContentKind.ANSWER, changed.item());
                accesses.put(id, changed.access());
                said.add(new Said(id, position, recordedAt, changed.reason()));
                contentPosition = position;
            }
            // Only readers learn something by it.
            case AnswerVersionOpened _ -> contentPosition = position;
            case AnswerConfirmed _, PackIssued _, ReviewChanged _ -> {
                // No content.
            }
        }
    }

    /** The fact replaces what was known of its item for the time it is about, and touches nothing outside. */
    private void evolve(ContentFact fact, long position, Instant recordedAt) {
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
    ContentState after(List<? extends Fact> facts, Instant recordedAt) {
        var next = new ContentState();
        next.items.putAll(items);
        next.accesses.putAll(accesses);
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

    /** Who may read the item. */
    Access access(ItemId item) {
        return accesses.getOrDefault(item, Access.PUBLIC);
    }

    /** @throws java.util.NoSuchElementException if nothing was ever said */
    LocalizedText newestReason() {
        return said.getLast().reason();
    }

    /** Whether anything may be read by some only. */
    boolean isRestricted() {
        return accesses.values().stream().anyMatch(access -> access != Access.PUBLIC);
    }

    /** What was said after that position, in order. */
    List<Said> since(long position) {
        return said.stream().filter(each -> each.position() > position).toList();
    }
}
