package org.trustledger.query.statements;

import java.util.List;
import org.trustledger.events.Answer;
import org.trustledger.events.Content;

/**
 * Which answers are wanted: of one of the categories, and with every one of the tags.
 *
 * @param categories ids; none for all
 * @param tags ids
 */
public record AnswerFilter(List<String> categories, List<String> tags) {
    /** Leaves none out. */
    public static final AnswerFilter NONE = new AnswerFilter(List.of(), List.of());

    public AnswerFilter {
        categories = List.copyOf(categories);
        tags = List.copyOf(tags);
    }

    /** Whether it leaves none out. */
    public boolean isNone() {
        return categories.isEmpty() && tags.isEmpty();
    }

    /** Whether it is such an answer; no other content is. */
    public boolean passes(Content content) {
        return content instanceof Answer answer
                && (categories.isEmpty() || categories.contains(answer.category()))
                && answer.tags().containsAll(tags);
    }
}
