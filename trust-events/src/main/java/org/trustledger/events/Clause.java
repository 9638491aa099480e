package org.trustledger.events;

/**
 * One clause as a revision words it.
 *
 * @param id stays the same when the clause is renumbered or reworded
 * @param number as printed, such as "6.2"
 * @param text Markdown
 */
public record Clause(String id, String number, LocalizedText heading, LocalizedText text) {}
