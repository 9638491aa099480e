package org.trustledger.command.webhooks;

/** Whether whoever asked for calls to an endpoint has a say there. */
public sealed interface Ownership {

    /** The endpoint has answered with the challenge. */
    record Shown() implements Ownership {}

    /** The endpoint took the challenge and did not answer with it. */
    record AnsweredOtherwise() implements Ownership {}

    /** The endpoint did not take it. */
    record NotTaken(Outcome outcome) implements Ownership {}
}
