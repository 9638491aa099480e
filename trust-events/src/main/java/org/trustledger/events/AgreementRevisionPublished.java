package org.trustledger.events;

/** A revision of an agreement was published; the statement's revision is the number it is known by. */
public record AgreementRevisionPublished(Statement statement, AgreementRevision content) implements Publication {}
