package org.trustledger.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question and what the provider answers.
 *
 * @param order place within its category, ascending, with gaps
 * @param category id of the one category it stands in
 * @param tags keys of its tags, in the order they are shown
 * @param question the question, or a bare heading
 * @param text the answer in Markdown; null for a bare heading
 */
public record Answer(
        long order,
        String category,
        List<String> tags,
        LocalizedText question,
        @Nullable LocalizedText text) implements Content {

    public Answer {
        tags = List.copyOf(tags);
    }
}
