package org.trustledger.query.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What is explained at length, as Markdown. A language of the texts that lacks one of these stops the start. */
@Component
class Prose {

    /** A file per language is named after it, such as {@code prose/proof.sv.md}. */
    enum Page {
        ABOUT,
        PROOF
    }

    private record Key(Page page, String language) {}

    private final Map<Key, String> texts = new HashMap<>();

    Prose(TextFiles languages) throws IOException {
        for (var language : languages.languages()) {
            for (var page : Page.values()) {
                texts.put(new Key(page, language), read(page, language));
            }
        }
    }

    private static String read(Page page, String language) throws IOException {
        var name = "/prose/%s.%s.md".formatted(page.name().toLowerCase(Locale.ROOT), language);
        try (InputStream stream = Prose.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("There is no text %s".formatted(name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** In the language of these words. */
    String in(Page page, Texts words) {
        return Objects.requireNonNull(texts.get(new Key(page, words.language())));
    }
}
