package org.trustledger.command.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Publication;

/**
 * One fact that applying a document would record, and what it does to the reader.
 *
 * @param before what was known where the fact begins; null if nothing was, or that the item said nothing
 */
record Change(
        ItemId item, Kind kind, ContentFact fact, @Nullable Stated before) {

    enum Kind {
        /** Where nothing was said before. */
        @JsonProperty("added")
        ADDED,
        /** From now or a later day on it reads otherwise. */
        @JsonProperty("changed")
        CHANGED,
        /** What was recorded of the past was wrong. */
        @JsonProperty("corrected")
        CORRECTED,
        /** It reads the same, but since another day than was recorded. */
        @JsonProperty("dated")
        DATED,
        /** It says nothing any more. */
        @JsonProperty("removed")
        REMOVED,
        /** It says what it said, and others may read it. */
        @JsonProperty("access")
        ACCESS
    }

    /** Whether it reads as before, at another place of its list. */
    boolean isOnlyMoved() {
        var after = after();
        return after != null
                && before != null
                && before.content() != null
                && before.reads(after)
                && Places.of(before.content()) != Places.of(after);
    }

    /** The same change of an answer for another reason. */
    Change because(LocalizedText reason) {
        return fact instanceof AnswerPublished published
                ? new Change(
                        item,
                        kind,
                        new AnswerPublished(published.statement().because(reason), published.content()),
                        before)
                : this;
    }

    /** What it reads afterwards; null if nothing. */
    @Nullable Content after() {
        return fact instanceof Publication publication ? publication.content() : null;
    }
}
