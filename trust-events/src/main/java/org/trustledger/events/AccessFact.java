package org.trustledger.events;

/**
 * A fact that changes who may read what was stated, and so moves the content position like content itself. It is true
 * of every instant, so it has no valid time.
 */
public sealed interface AccessFact extends Fact permits AnswerAccessChanged, AnswerVersionOpened {

    /** Id of the item, unique within its kind and trust center. */
    String item();
}
