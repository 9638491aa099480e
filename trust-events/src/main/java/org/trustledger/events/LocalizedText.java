package org.trustledger.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The same statement in one or more languages.
 *
 * @param byLanguage text by BCP 47 language tag, sorted by tag so that its JSON is always the same bytes; never empty
 */
public record LocalizedText(@JsonValue SortedMap<String, String> byLanguage) {

    /** @throws IllegalArgumentException if there is no text at all */
    @JsonCreator
    public LocalizedText {
        if (byLanguage.isEmpty()) {
            throw new IllegalArgumentException("A text needs at least one language");
        }
        byLanguage = Collections.unmodifiableSortedMap(new TreeMap<>(byLanguage));
    }

    public static LocalizedText of(String language, String text) {
        return new LocalizedText(new TreeMap<>(Map.of(language, text)));
    }

    /** The text in the wanted language, else in the fallback, else in whichever language there is. */
    public String in(String wanted, String fallback) {
        var text = byLanguage.get(wanted);
        if (text == null) {
            text = byLanguage.get(fallback);
        }
        return text == null ? byLanguage.sequencedValues().getFirst() : text;
    }

    /** Whether a reader of this language gets the text in it, and not in another one. */
    public boolean speaks(String language) {
        return byLanguage.containsKey(language);
    }
}
