package org.trustledger.query.search;

/**
 * A stretch of text as it stands in the content; not markup, so whoever prints it escapes it.
 *
 * @param hit whether it is what was searched for
 */
public record Fragment(String text, boolean hit) {}
