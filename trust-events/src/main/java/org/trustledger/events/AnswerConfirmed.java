package org.trustledger.events;

/**
 * Somebody has looked at an answer that everybody may read, and it is still true. Not content: what the answer says
 * stays as it is, and the content position where it is.
 *
 * @param id of the answer
 * @param position of the fact that states the version which is confirmed
 */
public record AnswerConfirmed(String id, long position) implements Fact {}
