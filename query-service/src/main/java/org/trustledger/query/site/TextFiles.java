package org.trustledger.query.site;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Every language there is a file for. A file that lacks a text, or has one too many, stops the start. */
@Component
class TextFiles {
    private static final String FALLBACK = "en";

    private final Map<String, Texts> byLanguage = new TreeMap<>();

    TextFiles() throws IOException {
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:texts/*.properties")) {
            var name = String.valueOf(file.getFilename());
            var language = name.substring(0, name.indexOf('.'));
            var properties = new Properties();
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            byLanguage.put(language, new Texts(Locale.forLanguageTag(language), patterns(name, properties)));
        }
    }

    private static Map<Text, String> patterns(String file, Properties properties) {
        var patterns = new EnumMap<Text, String>(Text.class);
        for (var text : Text.values()) {
            var pattern = properties.remove(text.key());
            if (!(pattern instanceof String said) || said.isBlank()) {
                throw new IllegalStateException("texts/%s lacks '%s'".formatted(file, text.key()));
            }
            patterns.put(text, said);
        }
        if (!properties.isEmpty()) {
            throw new IllegalStateException(
                    "texts/%s has texts that nothing says: %s".formatted(file, properties.keySet()));
        }
        return patterns;
    }

    /** The words of a language, English where there are none of it. */
    Texts in(String language) {
        var exact = byLanguage.get(language);
        if (exact == null) {
            exact = byLanguage.get(Locale.forLanguageTag(language).getLanguage());
        }
        return exact == null ? Objects.requireNonNull(byLanguage.get(FALLBACK), "texts/en.properties") : exact;
    }

    /** BCP 47 tags. */
    List<String> languages() {
        return List.copyOf(byLanguage.keySet());
    }

    /**
     * The language a reader gets: the one asked for, else the one the browser prefers, else the first.
     *
     * @param offered at least one
     */
    static String choose(List<String> offered, @Nullable String asked, @Nullable String accepted) {
        if (asked != null && offered.contains(asked)) {
            return asked;
        }
        if (accepted != null && accepted.length() < 500) {
            try {
                var best = Locale.lookupTag(Locale.LanguageRange.parse(accepted), offered);
                if (best != null) {
                    return offered.stream()
                            .filter(best::equalsIgnoreCase)
                            .findFirst()
                            .orElse(best);
                }
            } catch (IllegalArgumentException e) {
                // A header nobody can read says no more than none.
                return offered.getFirst();
            }
        }
        return offered.getFirst();
    }
}
