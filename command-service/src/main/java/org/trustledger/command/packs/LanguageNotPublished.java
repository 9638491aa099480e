package org.trustledger.command.packs;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** The trust center does not speak this language. */
public final class LanguageNotPublished extends Refusal {
    private static final long serialVersionUID = 1;

    LanguageNotPublished(String language, List<String> published) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "language-not-published",
                "Not published in that language",
                "language is '%s': choose one of %s.".formatted(language, published),
                Map.of("parameter", "language", "value", language, "languages", published));
    }
}
