package org.trustledger.command.workbench.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;
import org.trustledger.presentation.Phrase;

/**
 * All answers, by category.
 *
 * @param loading where the first document is loaded; null if there is one
 * @param begun new answers that whoever asks is writing
 * @param filter null as long as there is nothing to find
 */
public record AnswersPage(
        Frame frame,
        AnswerTexts texts,
        @Nullable Link loading,
        String write,
        List<Link> begun,
        @Nullable Filter filter,
        List<Group> groups) {

    /** @param found how many there are, in words */
    public record Filter(String action, String words, List<Option> categories, List<Option> states, String found) {}

    /** A choice of a list. */
    public record Option(
            String value, String label, @Nullable String language, boolean chosen) {}

    /** The answers of a category. */
    public record Group(String id, Phrase label, List<Row> rows) {}

    /** An answer. */
    public record Row(String href, Phrase question, String id, List<Badge> badges) {}

    /** @param mark as the stylesheet has it */
    public record Badge(String mark, String words) {}
}
