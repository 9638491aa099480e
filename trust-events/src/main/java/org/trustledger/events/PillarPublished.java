package org.trustledger.events;

/** A pillar was put up or reworded. */
public record PillarPublished(Statement statement, Pillar content) implements Publication {}
