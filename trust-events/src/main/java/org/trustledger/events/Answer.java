package org.trustledger.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question and what the provider answers.
 *
 * @param order place within its category, ascending, with gaps
 * @param category id of the one category it stands in
 * @param tags keys of its tags, in the order they are shown
 * @param question the question, or a bare heading
 * @param text the answer in Markdown; null for a bare heading, and for one that is told on request
 * @param withheldSha256 of an answer that is told on request, lower-case hex SHA-256 of what the office keeps of it,
 *     salt included; null otherwise
 * @param evidence what bears the text out, in the order in which it is shown; none where no text is told
 */
public record Answer(
        long order,
        String category,
        List<String> tags,
        LocalizedText question,
        @Nullable LocalizedText text,
        @Nullable String withheldSha256,
        List<Evidence> evidence)
        implements Content {

    /** @throws IllegalArgumentException if it is both told and withheld, or bears out what it does not tell */
    public Answer {
        if (text != null && withheldSha256 != null) {
            throw new IllegalArgumentException("An answer is told or withheld, not both");
        }
        if (text == null && !evidence.isEmpty()) {
            throw new IllegalArgumentException("There is evidence for a text that is not told");
        }
        tags = List.copyOf(tags);
        evidence = List.copyOf(evidence);
    }

    /** One that everybody may read, and nothing bears out. */
    public Answer(
            long order, String category, List<String> tags, LocalizedText question, @Nullable LocalizedText text) {
        this(order, category, tags, question, text, null, List.of());
    }

    /** The same as readers see it who have to ask for the text. */
    public Answer onRequest(String sha256) {
        return new Answer(order, category, tags, question, null, sha256, List.of());
    }

    /** Whether there is a text, and readers have to ask for it. */
    @JsonIgnore
    public boolean isOnRequest() {
        return withheldSha256 != null;
    }
}
