package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers as the overview leads to them: the first questions of the first categories.
 *
 * @param tags ways to the list, narrowed by a tag
 * @param nothing said when there is no answer, else null
 * @param all the way to all answers; null if there is none
 */
public record CategoriesShown(
        AnswersShown.Filters tags,
        List<CategoryShown> categories,
        @Nullable String nothing,
        @Nullable Link all) {

    /**
     * One category.
     *
     * @param count how many answers it has, in words
     * @param latest since when its newest answer applies, in words
     * @param iso the same for programs
     * @param more the way to the rest of its answers; null if all are named
     */
    public record CategoryShown(
            String anchor,
            Said label,
            String href,
            String count,
            String latest,
            String iso,
            List<QuestionShown> questions,
            @Nullable Link more) {}

    /** The way to one answer. */
    public record QuestionShown(Said question, String href) {}
}
