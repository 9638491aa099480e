package org.trustledger.command.workbench.notices;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;

/**
 * One notice with its words and deliveries.
 *
 * @param about which facts, or what takes effect when
 * @param aboutHref where those are read; null if that is no page
 * @param nobody that it was told to nobody, and what it was about; null if it was to be told to somebody
 * @param read how many opened and acknowledged it, and what that means
 * @param states by which the deliveries can be narrowed
 * @param more the next deliveries; null if there are none
 * @param file all of it as a file
 */
public record NoticePage(
        Frame frame,
        BoardWords t,
        String about,
        @Nullable String aboutHref,
        @Nullable String nobody,
        List<Words> words,
        String read,
        List<Choice> states,
        List<DeliveryRow> deliveries,
        @Nullable String more,
        String file) {
    public NoticePage {
        words = List.copyOf(words);
        states = List.copyOf(states);
        deliveries = List.copyOf(deliveries);
    }

    /**
     * Words in which it was told.
     *
     * @param language of the subject
     * @param textLanguage of the text
     */
    public record Words(
            String language, String textLanguage, String subject, String text, String letters, String sha256) {}

    /** A state to narrow the list to. */
    public record Choice(String label, String href, boolean current) {}
}
