package org.trustledger.pdf.typesetting;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The words of the pack itself in one language: the file {@code texts/<language>.properties}, in UTF-8. */
final class Texts {
    private final Locale locale;
    private final Properties patterns;

    private Texts(Locale locale, Properties patterns) {
        this.locale = locale;
        this.patterns = patterns;
    }

    /** The texts of a language, if the press speaks it. */
    static Optional<Texts> in(String language) {
        try (var file = Texts.class.getResourceAsStream("texts/%s.properties".formatted(language))) {
            if (file == null) {
                return Optional.empty();
            }
            var patterns = new Properties();
            patterns.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return Optional.of(new Texts(Locale.forLanguageTag(language), patterns));
        } catch (IOException e) {
            throw new UncheckedIOException("The texts in %s cannot be read".formatted(language), e);
        }
    }

    /**
     * @param values for the places of the pattern ({@link MessageFormat})
     * @throws IllegalArgumentException if the language lacks the text
     */
    String say(String key, Object... values) {
        var pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("texts/%s.properties lacks '%s'".formatted(locale, key));
        }
        return new MessageFormat(pattern, locale).format(values);
    }

    Set<String> keys() {
        return new TreeSet<>(patterns.stringPropertyNames());
    }
}
