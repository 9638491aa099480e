package org.trustledger.command.content;

import org.jspecify.annotations.Nullable;
import org.trustledger.events.LocalizedText;

/**
 * Something in a document that keeps it from being applied.
 *
 * @param path JSON pointer (RFC 6901)
 * @param line counted from 1
 * @param column counted from 1
 * @param message what is wrong and what to do, a sentence, in every language of the workbench
 * @param value the offending value, shortened; null if it is no single value
 */
public record Problem(
        String path,
        int line,
        int column,
        LocalizedText message,
        @Nullable String value) {
    private static final String ENGLISH = "en";

    /** The sentence as the API tells it. */
    String inEnglish() {
        return message.in(ENGLISH, ENGLISH);
    }

    /** As the API tells it. */
    record Told(
            String path,
            int line,
            int column,
            String message,
            @Nullable String value) {
        static Told of(Problem problem) {
            return new Told(problem.path, problem.line, problem.column, problem.inEnglish(), problem.value);
        }
    }
}
