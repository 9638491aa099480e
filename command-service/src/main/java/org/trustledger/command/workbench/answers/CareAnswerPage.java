package org.trustledger.command.workbench.answers;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;

/**
 * One answer as it reads today, and how it is looked after.
 *
 * @param says none if it says nothing today
 * @param refused why the confirmation was not recorded; null if none was refused for what others did
 * @param write null for whoever does not write answers
 */
public record CareAnswerPage(
        Frame frame,
        CareTexts texts,
        AnswerTexts answerTexts,
        String item,
        List<AnswerPage.Shown> says,
        @Nullable Refused refused,
        CareShown care,
        @Nullable Link write) {

    /**
     * A confirmation that was not recorded, for somebody else was there before.
     *
     * @param changes what reads otherwise; may be none
     * @param holds how it is looked after now; none where that is not why
     */
    public record Refused(String title, String text, List<Changed> changes, List<CareShown.Line> holds) {}

    /** A field that reads otherwise. */
    public record Changed(String label, @Nullable String language, Content change) {}
}
