package org.trustledger.command.workbench.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.answers.AnswersPage.Option;
import org.trustledger.presentation.Phrase;

/**
 * Who looks after which answers, and until when.
 *
 * @param found how many there are, in words
 * @param owners the way to their list; null for whoever does not keep it
 * @param many null for whoever does not change many at once, and where there are none
 */
public record CarePage(
        Frame frame,
        CareTexts texts,
        String action,
        List<Option> when,
        List<Option> whose,
        String found,
        List<Row> rows,
        @Nullable Link owners,
        @Nullable Many many) {

    /**
     * An answer.
     *
     * @param tick what names it and the version of its care in a form
     * @param overdue why, in words; none if it is not
     */
    public record Row(
            String href,
            Phrase title,
            String item,
            String tick,
            boolean ticked,
            String owner,
            String reviewBy,
            String speaksUntil,
            List<String> overdue) {}

    /** @param error of the day; null if nothing is wrong */
    public record Many(
            String action,
            List<Option> owners,
            String reviewBy,
            @Nullable String error) {}
}
