package org.trustledger.events;

/** A pillar is no longer among the reasons to trust the provider. */
public record PillarRemoved(Statement statement) implements Removal {}
