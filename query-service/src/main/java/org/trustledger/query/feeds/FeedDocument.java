package org.trustledger.query.feeds;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One document of a feed.
 *
 * @param entries what it tells, the newest first
 * @param archive its number among the archives, the oldest of which is 1; null for the one that is being subscribed to
 * @param previous the archive that goes on where it ends; null if nothing older may be read
 * @param next the archive that tells what came after it; null if there is none, and for what is being subscribed to
 */
public record FeedDocument<T>(
        List<T> entries,
        @Nullable Integer archive,
        @Nullable Integer previous,
        @Nullable Integer next) {
    public FeedDocument {
        entries = List.copyOf(entries);
    }

    /** The same document with other entries. */
    <S> FeedDocument<S> telling(Function<List<T>, List<S>> other) {
        return new FeedDocument<>(other.apply(entries), archive, previous, next);
    }
}
