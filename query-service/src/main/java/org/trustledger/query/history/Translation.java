package org.trustledger.query.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an answer reads in one of the languages of its trust center otherwise than in the first of them.
 *
 * @param language BCP 47 tag
 * @param original the version whose words this language has not followed; null unless it is outdated
 */
public record Translation(
        String language, State state, @Nullable Original original) {

    /** What is wrong with it. */
    public enum State {
        /** Nothing of the answer is written in it. */
        @JsonProperty("missing")
        MISSING,
        /** The question is written in it and the text is not, or the other way round. */
        @JsonProperty("incomplete")
        INCOMPLETE,
        /** The first language was changed since, and this one was not. */
        @JsonProperty("outdated")
        OUTDATED
    }

    /**
     * The version that changed the words of the first language last.
     *
     * @param language BCP 47 tag of the first language
     * @param corrects position of the fact it corrects; null if it is no correction
     */
    public record Original(
            String language,
            int revision,
            long position,
            Instant validFrom,
            Instant recordedAt,
            @Nullable Long corrects) {}
}
