package org.trustledger.query.site;

import org.jspecify.annotations.Nullable;

/**
 * One answer with its history.
 *
 * @param question as it reads at the point in time, else as it read last
 * @param category the way to all answers of the category; null where the answer is not stated
 * @param answer null where it is not stated at the point in time
 * @param all the way to all answers
 * @param faq the same for search engines, as JSON; null where it is not stated
 */
public record AnswerPage(
        Frame frame,
        Said question,
        @Nullable Link category,
        AnswersShown.@Nullable AnswerShown answer,
        HistoryShown history,
        String all,
        @Nullable String faq)
        implements Framed {}
