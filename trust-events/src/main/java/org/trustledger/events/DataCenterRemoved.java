package org.trustledger.events;

/** A data center is no longer in use. */
public record DataCenterRemoved(Statement statement) implements Removal {}
