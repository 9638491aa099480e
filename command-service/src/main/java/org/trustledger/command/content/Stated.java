package org.trustledger.command.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * A stretch of valid time in which an item reads the same, or is known to say nothing.
 *
 * @param to exclusive; null for until further notice
 * @param content null for a stretch from which it was removed
 * @param position of the fact that stated it
 */
record Stated(
        Instant from,
        @Nullable Instant to,
        @Nullable Content content,
        LocalizedText reason,
        int revision,
        long position) {

    boolean covers(Instant instant) {
        return !from.isAfter(instant) && (to == null || instant.isBefore(to));
    }

    /** Whether it says this, wherever in its list the item stood. */
    boolean reads(@Nullable Content other) {
        return content == null || other == null
                ? content == null && other == null
                : Places.at(0, content).equals(Places.at(0, other));
    }

    Stated between(Instant newFrom, @Nullable Instant newTo) {
        return new Stated(newFrom, newTo, content, reason, revision, position);
    }
}
