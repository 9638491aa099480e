package org.trustledger.events;

/** An answer was given or revised. */
public record AnswerPublished(Statement statement, Answer content) implements Publication {}
