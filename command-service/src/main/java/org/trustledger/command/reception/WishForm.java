package org.trustledger.command.reception;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of what somebody wants to be told, as a form shows it.
 *
 * @param topicsError,languageError,cadenceError at each; null for none
 */
public record WishForm(
        List<Choice> topics,
        @Nullable String topicsError,
        @Nullable String languageError,
        @Nullable String cadenceError,
        List<Choice> languages,
        List<Choice> cadences,
        boolean reminders) {
    public WishForm {
        topics = List.copyOf(topics);
        languages = List.copyOf(languages);
        cadences = List.copyOf(cadences);
    }

    /** @param key what is sent if it is chosen */
    public record Choice(String key, String label, boolean chosen) {}
}
