package org.trustledger.query.statements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * A statement as it is known: what an item reads for a stretch of valid time, and where that comes from.
 *
 * @param id of the item
 * @param from since when it applies, inclusive
 * @param until until when, exclusive; null until further notice
 * @param recordedAt when the fact that says so was recorded
 * @param revision of the item, as that fact numbers it
 * @param position of that fact in the ledger
 * @param corrects position of the fact it corrects; null if it is no correction
 */
public record Stated<T extends Content>(
        String id,
        Instant from,
        @Nullable Instant until,
        Instant recordedAt,
        int revision,
        long position,
        LocalizedText reason,
        @Nullable Long corrects,
        T content) {

    /** The same with its content as what it is. */
    public <C extends Content> Stated<C> as(Class<C> type) {
        return new Stated<>(id, from, until, recordedAt, revision, position, reason, corrects, type.cast(content));
    }

    /** What it is about. Not among the members of its JSON, where the place says it. */
    public Kind kind() {
        return Kind.of(content);
    }

    /** Whether it applies at the instant. */
    public boolean appliesAt(Instant instant) {
        return !from.isAfter(instant) && (until == null || instant.isBefore(until));
    }
}
