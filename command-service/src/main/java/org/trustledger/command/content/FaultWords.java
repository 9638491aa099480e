package org.trustledger.command.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What is wrong with documents, in one language. */
final class FaultWords extends Words<Fault> {
    FaultWords(Locale locale, Map<Fault, String> patterns) {
        super(locale, patterns);
    }

    /** A part of a sentence that is said in the language of the sentence. */
    @FunctionalInterface
    interface Part {
        String in(FaultWords words);

        static Part of(Fault fault, Object... values) {
            return words -> words.tell(fault, values);
        }
    }

    /** @param values each a {@link Part}, or written as it is, a number without separators */
    String tell(Fault fault, Object... values) {
        return say(
                fault,
                Arrays.stream(values)
                        .map(value -> value instanceof Part part ? part.in(this) : String.valueOf(value))
                        .toArray());
    }
}
