package org.trustledger.events;

/**
 * Something was stated of an answer that is internal: given, revised or retired. What it says stays in the office; the
 * digest proves it to whom the office shows it.
 *
 * @param statement its reason tells nothing
 * @param sha256 lower-case hex SHA-256 of what the office keeps, salt included
 */
public record AnswerWithheld(Statement statement, String sha256) implements ContentFact {}
