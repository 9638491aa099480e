package org.trustledger.command.care;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter to an owner, to be set as HTML.
 *
 * @param more what is overdue beside these; null if nothing is
 * @param elsewhere where the list of owners is kept
 */
public record LetterPage(
        String language,
        String subject,
        String owner,
        String lead,
        List<Line> answers,
        @Nullable More more,
        String whatToDo,
        String why,
        String elsewhere,
        String owners) {
    public LetterPage {
        answers = List.copyOf(answers);
    }

    /** @param href of the list of all of it */
    public record More(String text, String href) {}

    /**
     * An answer that is overdue.
     *
     * @param titleLanguage null if it is the letter's
     * @param because a sentence for each reason
     */
    public record Line(String title, @Nullable String titleLanguage, String href, List<String> because) {}
}
