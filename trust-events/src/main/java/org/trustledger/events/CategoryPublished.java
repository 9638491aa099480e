package org.trustledger.events;

/** A category was made or renamed; the past keeps the name it had. */
public record CategoryPublished(Statement statement, Category content) implements Publication {}
