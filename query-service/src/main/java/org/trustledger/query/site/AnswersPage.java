package org.trustledger.query.site;

/**
 * The list of answers with its filters.
 *
 * @param faq the same for search engines, as JSON
 */
public record AnswersPage(Frame frame, AnswersShown answers, String faq) implements Framed {}
