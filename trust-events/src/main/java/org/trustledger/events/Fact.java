package org.trustledger.events;

/** Something that happened and is public. Self-contained: a reader needs no other fact to show it. */
public sealed interface Fact permits ContentFact, AccessFact, AnswerConfirmed, PackIssued, ReviewChanged {}
