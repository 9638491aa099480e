package org.trustledger.command.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Answer;
import org.trustledger.events.LocalizedText;

/** Which languages of an answer have kept up with the first one. */
final class Translations {
    private Translations() {}

    /**
     * The languages whose words are older than those they translate: the first language was changed in a version in
     * which they were not, and they were not changed since.
     *
     * @param languages of the trust center, the source first
     */
    static List<String> outdated(Timeline timeline, List<String> languages) {
        var outdated = new ArrayList<String>();
        var source = languages.getFirst();
        for (var language : languages.subList(1, languages.size())) {
            var behind = false;
            @Nullable Answer before = null;
            for (var stated : timeline.stretches()) {
                if (!(stated.content() instanceof Answer now)) {
                    before = null;
                    behind = false;
                    continue;
                }
                if (before != null) {
                    if (!says(before, language).equals(says(now, language))) {
                        behind = false;
                    } else if (!says(before, source).equals(says(now, source))) {
                        behind = true;
                    }
                }
                before = now;
            }
            if (behind && before != null && speaks(before, language)) {
                outdated.add(language);
            }
        }
        return outdated;
    }

    private static boolean speaks(Answer answer, String language) {
        return answer.question().speaks(language)
                || (answer.text() != null && answer.text().speaks(language));
    }

    private static List<String> says(Answer answer, String language) {
        return List.of(in(answer.question(), language), in(answer.text(), language));
    }

    private static String in(@Nullable LocalizedText text, String language) {
        return text == null ? "" : Objects.requireNonNullElse(text.byLanguage().get(language), "");
    }
}
