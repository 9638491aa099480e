package org.trustledger.events;

/** A tag is no more; nothing carries it from then on. */
public record TagRemoved(Statement statement) implements Removal {}
