package org.trustledger.events;

/** An answer is no longer given; it stays readable in the past. */
public record AnswerRetired(Statement statement) implements Removal {}
