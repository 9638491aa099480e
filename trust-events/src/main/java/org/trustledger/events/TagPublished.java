package org.trustledger.events;

/** A tag was made or renamed; the past keeps the name it had. */
public record TagPublished(Statement statement, Tag content) implements Publication {}
