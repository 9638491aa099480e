package org.trustledger.command.workbench.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;

/**
 * What is wrong with a document, each at its place.
 *
 * @param sent what was sent and when
 * @param problems those of this page, in the order of the document
 * @param pager null if there is one page
 */
public record ProblemsPage(
        Frame frame,
        ContentTexts texts,
        SentLine sent,
        List<ProblemShown> problems,
        @Nullable Pager pager,
        SendForm form,
        String discard) {

    /**
     * One problem.
     *
     * @param place line and column in words
     * @param message what is wrong and what to do, a sentence
     * @param value what was read there; null if it is no single value
     */
    public record ProblemShown(
            String place,
            String path,
            String message,
            @Nullable String value,
            Excerpt excerpt) {}
}
