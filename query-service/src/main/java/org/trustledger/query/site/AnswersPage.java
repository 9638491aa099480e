package org.trustledger.query.site;

/** The list of answers with its filters. */
public record AnswersPage(Frame frame, AnswersShown answers) {}
