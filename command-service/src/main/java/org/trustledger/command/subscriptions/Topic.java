package org.trustledger.command.subscriptions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.TrustCenterId;

/**
 * Of what one can be told.
 *
 * @param key {@code subprocessors} (and data centers), {@code agreements}, {@code answers}, {@code answers:<tag>} or
 *     {@code packs}
 */
public record Topic(@JsonValue String key) implements Comparable<Topic> {
    private static final String UNDER = "answers:";
    private static final Set<String> WHOLE = Set.of("subprocessors", "agreements", "answers", "packs");

    public static final Topic SUBPROCESSORS = new Topic("subprocessors");
    public static final Topic AGREEMENTS = new Topic("agreements");
    public static final Topic ANSWERS = new Topic("answers");
    public static final Topic PACKS = new Topic("packs");

    /** @throws IllegalArgumentException if there is no such topic anywhere */
    @JsonCreator
    public Topic {
        if (!WHOLE.contains(key) && !(key.startsWith(UNDER) && TrustCenterId.isValid(key.substring(UNDER.length())))) {
            throw new IllegalArgumentException("'%s' is no topic".formatted(key));
        }
    }

    /** The topic of that key; empty if there is none. */
    public static Optional<Topic> named(String key) {
        try {
            return Optional.of(new Topic(key));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The answers under a tag. */
    public static Topic answersUnder(String tag) {
        return new Topic(UNDER + tag);
    }

    /** Id of the tag, of a topic of answers under one; null otherwise. */
    public @Nullable String tag() {
        return key.startsWith(UNDER) ? key.substring(UNDER.length()) : null;
    }

    @Override
    public int compareTo(Topic other) {
        return key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return key;
    }
}
