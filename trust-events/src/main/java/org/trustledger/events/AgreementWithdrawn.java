package org.trustledger.events;

/** An agreement is no longer offered; its revisions stay readable in the past. */
public record AgreementWithdrawn(Statement statement) implements Removal {}
