package org.trustledger.command.workbench.notices;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;

/**
 * One notice with its words and deliveries.
 *
 * @param about which facts, or what takes effect when
 * @param aboutHref where those are read; null if that is no page
 * @param firstWords the words before those; null if those are the first
 * @param moreWords the words after those; null if there are none
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
        @Nullable Link firstWords,
        @Nullable Link moreWords,
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
     * @param html the same as a mail program shows it; null of data
     * @param file the very octets that are digested; null of data
     */
    public record Words(
            String language,
            String textLanguage,
            String subject,
            String text,
            String letters,
            String sha256,
            @Nullable String html,
            @Nullable String file) {}

    /** A state to narrow the list to. */
    public record Choice(String label, String href, boolean current) {}
}
