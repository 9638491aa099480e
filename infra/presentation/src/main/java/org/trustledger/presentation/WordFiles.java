package org.trustledger.presentation;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Every language there is a file for. A file that lacks a text, or has one too many, stops the start.
 *
 * @param <T> every text there is; {@code SKIP_TO_CONTENT} is {@code skip-to-content} in the files
 * @param <W> the words of one language
 */
public class WordFiles<T extends Enum<T>, W extends Words<T>> {
    private static final String FALLBACK = "en";

    private final Map<String, W> byLanguage = new TreeMap<>();

    /** @param folder of the class path with a file of properties for each language, English among them */
    public WordFiles(String folder, Class<T> texts, BiFunction<Locale, Map<T, String>, W> words) {
        try {
            for (var file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath:%s/*.properties".formatted(folder))) {
                var name = String.valueOf(file.getFilename());
                var language = name.substring(0, name.indexOf('.'));
                var properties = new Properties();
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                byLanguage.put(
                        language,
                        words.apply(
                                Locale.forLanguageTag(language),
                                patterns("%s/%s".formatted(folder, name), texts, properties)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The texts in %s cannot be read".formatted(folder), e);
        }
    }

    static String key(Enum<?> text) {
        return text.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T extends Enum<T>> Map<T, String> patterns(String file, Class<T> texts, Properties properties) {
        var patterns = new EnumMap<T, String>(texts);
        for (var text : texts.getEnumConstants()) {
            var pattern = properties.remove(key(text));
            if (!(pattern instanceof String said) || said.isBlank()) {
                throw new IllegalStateException("%s lacks '%s'".formatted(file, key(text)));
            }
            patterns.put(text, said);
        }
        if (!properties.isEmpty()) {
            throw new IllegalStateException("%s has texts that nothing says: %s".formatted(file, properties.keySet()));
        }
        return patterns;
    }

    /** The words of a language, English where there are none of it. */
    public final W in(String language) {
        var exact = byLanguage.get(language);
        if (exact == null) {
            exact = byLanguage.get(Locale.forLanguageTag(language).getLanguage());
        }
        return exact == null ? Objects.requireNonNull(byLanguage.get(FALLBACK), "the texts in English") : exact;
    }

    /** BCP 47 tags. */
    public final List<String> languages() {
        return List.copyOf(byLanguage.keySet());
    }

    /**
     * The language a reader gets: the one asked for, else the one the browser prefers, else the first.
     *
     * @param offered at least one
     */
    public static String choose(List<String> offered, @Nullable String asked, @Nullable String accepted) {
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
