package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the answers under their categories, as far as the filters let them through.
 *
 * @param count how many the filters let through, in words
 * @param nothing said when none is left, else null
 * @param clear to all answers; null if no filter is set
 * @param pager to the other pages; null if there is one only
 */
public record AnswersShown(
        List<Filter> tags,
        List<Filter> categories,
        List<Group> groups,
        String count,
        @Nullable String nothing,
        @Nullable String clear,
        @Nullable Pager pager) {

    /**
     * A choice among the filters.
     *
     * @param form {@code all}, {@code framework}, {@code theme} or {@code category}
     * @param count how many answers it leaves beside the other filter
     */
    public record Filter(Said label, String form, int count, String href, boolean chosen) {}

    /**
     * Answers of one category.
     *
     * @param count how many it has on all pages, in words
     */
    public record Group(String anchor, Said label, String count, List<AnswerShown> answers) {}

    /**
     * One answer.
     *
     * @param href its own page
     * @param html safe markup; null for a bare heading
     * @param htmlLanguage BCP 47 tag if it is not the page's
     * @param why why it was changed; null for what was never changed
     */
    public record AnswerShown(
            String anchor,
            String href,
            Said question,
            String permalink,
            @Nullable String html,
            @Nullable String htmlLanguage,
            List<TagShown> tags,
            @Nullable Said why,
            Margin margin) {}

    /** A tag of an answer, as a way to all that have it. */
    public record TagShown(Said label, boolean framework, String href) {}
}
