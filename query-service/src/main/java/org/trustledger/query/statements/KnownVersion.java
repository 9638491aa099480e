package org.trustledger.query.statements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row: what a fact says of an item, known over a stretch of recorded time for a stretch of valid time.
 *
 * @param id of the stored row; null as long as it is not stored
 * @param knownUntil null as long as it is what is known
 * @param content null if the fact says that the item is no more
 */
record KnownVersion(
        @Nullable Long id,
        ItemKey item,
        int revision,
        long position,
        Instant statedAt,
        Instant from,
        @Nullable Instant until,
        Instant knownFrom,
        @Nullable Instant knownUntil,
        String reason,
        @Nullable Long corrects,
        @Nullable String content) {

    boolean overlaps(Instant otherFrom, @Nullable Instant otherUntil) {
        return (otherUntil == null || from.isBefore(otherUntil)) && (until == null || otherFrom.isBefore(until));
    }

    /** What it tells. */
    Readable.Words words() {
        return new Readable.Words(reason, content);
    }

    /** The same with other words. */
    KnownVersion telling(Readable.Words words) {
        return new KnownVersion(
                id,
                item,
                revision,
                position,
                statedAt,
                from,
                until,
                knownFrom,
                knownUntil,
                words.reason(),
                corrects,
                words.content());
    }

    /** The same, no longer known from that moment on. */
    KnownVersion knownUntil(Instant moment) {
        return new KnownVersion(
                id, item, revision, position, statedAt, from, until, knownFrom, moment, reason, corrects, content);
    }

    /** The part of it that another fact leaves, as known from that moment on. */
    KnownVersion remains(Instant newFrom, @Nullable Instant newUntil, Instant moment) {
        return new KnownVersion(
                null, item, revision, position, statedAt, newFrom, newUntil, moment, null, reason, corrects, content);
    }
}
