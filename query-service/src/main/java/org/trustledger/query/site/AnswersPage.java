package org.trustledger.query.site;

import org.jspecify.annotations.Nullable;

/**
 * The list of answers with its filters.
 *
 * @param faq the same for search engines, as JSON
 * @param pack of the tag that is chosen; null if none is
 */
public record AnswersPage(
        Frame frame,
        AnswersShown answers,
        String faq,
        @Nullable PackCard pack) implements Framed {}
