package org.trustledger.events;

/** A fact that changes what the trust center says, and so moves its content position. */
public sealed interface ContentFact extends Fact permits Publication, Removal, AnswerWithheld {

    /** About which item, for which valid time, and why. */
    Statement statement();
}
