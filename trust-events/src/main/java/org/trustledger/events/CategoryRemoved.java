package org.trustledger.events;

/** A category is no more; nothing is sorted under it from then on. */
public record CategoryRemoved(Statement statement) implements Removal {}
