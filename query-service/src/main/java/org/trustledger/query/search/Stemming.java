package org.trustledger.query.search;

import java.util.Arrays;
import java.util.Locale;

/** How the words of a language are brought to their stems: a text search configuration of the migrations. */
enum Stemming {
    SWEDISH("sv", "search_swedish"),
    ENGLISH("en", "search_english"),
    /** Any other language: words as they are, but for case and accents. */
    SIMPLE("", "search_simple");

    private final String language;
    private final String config;

    Stemming(String language, String config) {
        this.language = language;
        this.config = config;
    }

    String config() {
        return config;
    }

    static Stemming of(String language) {
        var primary = Locale.forLanguageTag(language).getLanguage();
        return Arrays.stream(values())
                .filter(stemming -> stemming.language.equals(primary))
                .findFirst()
                .orElse(SIMPLE);
    }
}
