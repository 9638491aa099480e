package org.trustledger.events;

/**
 * A heading under which answers stand.
 *
 * @param order place among the categories, ascending, with gaps
 */
public record Category(long order, LocalizedText label) implements Content {}
