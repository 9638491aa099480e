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
        Filters tags,
        Filters categories,
        List<Group> groups,
        String count,
        @Nullable String nothing,
        @Nullable String clear,
        @Nullable Pager pager) {

    /**
     * Choices of one kind.
     *
     * @param first those always in sight, the chosen one among them
     * @param rest those that unfold
     * @param restLabel how many these are, in words; null if there are none
     */
    public record Filters(
            List<Filter> first, List<Filter> rest, @Nullable String restLabel) {}

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
     * @param translation how it stands to the original; null if it is the original, or as new as that
     * @param html safe markup, in a list of no more than its {@link Lead}; null for a bare heading, and for what is
     *     told on request
     * @param htmlLanguage BCP 47 tag if it is not the page's
     * @param rest the way to what the lead leaves out; null if that is nothing
     * @param onRequest whom to ask for the text; null if it is told, or there is none
     * @param evidence what bears it out
     * @param why why it was changed; null for what was never changed
     */
    public record AnswerShown(
            String anchor,
            String href,
            Said question,
            String permalink,
            @Nullable TranslationShown translation,
            @Nullable String html,
            @Nullable String htmlLanguage,
            @Nullable Link rest,
            @Nullable OnRequest onRequest,
            List<EvidenceShown> evidence,
            List<TagShown> tags,
            @Nullable Said why,
            Margin margin) {}

    /**
     * Whom to ask for a text.
     *
     * @param function a role, never a person
     */
    public record OnRequest(Said function, Link address) {}

    /** A tag of an answer, as a way to all that have it. */
    public record TagShown(Said label, boolean framework, String href) {}
}
