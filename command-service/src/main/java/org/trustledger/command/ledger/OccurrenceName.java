package org.trustledger.command.ledger;

/**
 * The name under which an {@link Occurrence} is stored. A bean per kind of occurrence, beside it.
 *
 * @param name like a fact's: kind, dot, what happened, such as {@code packs.requested}
 * @param version the one that is written, from 1 upward
 */
public record OccurrenceName(String name, int version, Class<? extends Occurrence> type) {}
