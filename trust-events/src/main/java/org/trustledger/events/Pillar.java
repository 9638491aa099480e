package org.trustledger.events;

/**
 * A headline reason to trust the provider.
 *
 * @param order place among the pillars, ascending; gaps are meant, so that one can be put between two others
 * @param text one sentence
 */
public record Pillar(long order, LocalizedText title, LocalizedText text) implements Content {}
