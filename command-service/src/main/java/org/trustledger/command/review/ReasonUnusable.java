package org.trustledger.command.review;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Characters;
import org.trustledger.command.platform.Refusal;
import org.trustledger.events.LocalizedText;

/** The reason of a decision is missing, empty, too long, or in no language. */
public final class ReasonUnusable extends Refusal {
    private static final long serialVersionUID = 1;

    /** Characters of one language. */
    public static final int MOST = 1_000;

    private static final int MOST_LANGUAGES = 20;

    private ReasonUnusable(String what) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "reason-unusable",
                "The decision needs a reason",
                "%s. A reason is told to everybody: give one of 1 to %d characters by language, such as {\"en\": \"why\"}. Nothing was recorded."
                        .formatted(what, MOST));
    }

    /**
     * The reason as it is recorded, without the blanks around it.
     *
     * @param given by BCP 47 language tag
     * @throws ReasonUnusable if it cannot be recorded
     */
    public static LocalizedText check(@Nullable Map<String, @Nullable String> given) {
        if (given == null || given.isEmpty()) {
            throw new ReasonUnusable("There is no reason");
        } else if (given.size() > MOST_LANGUAGES) {
            throw new ReasonUnusable(
                    "The reason has %d languages, at most %d are taken".formatted(given.size(), MOST_LANGUAGES));
        }
        var texts = new TreeMap<String, String>();
        given.forEach((language, text) -> {
            if (!language.equals(Locale.forLanguageTag(language).toLanguageTag()) || language.equals("und")) {
                throw new ReasonUnusable("A language of the reason is no language tag");
            } else if (text == null || text.isBlank()) {
                throw new ReasonUnusable("The reason in '%s' is empty".formatted(language));
            } else if (text.strip().length() > MOST) {
                throw new ReasonUnusable("The reason in '%s' has %d characters"
                        .formatted(language, text.strip().length()));
            }
            if (Characters.refused(text).isPresent()) {
                throw new ReasonUnusable("The reason in '%s' has a character that is no text, U+%04X"
                        .formatted(language, Characters.refused(text).getAsInt()));
            }
            texts.put(language, text.strip());
        });
        return new LocalizedText(texts);
    }
}
