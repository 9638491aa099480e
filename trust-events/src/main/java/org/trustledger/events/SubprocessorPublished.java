package org.trustledger.events;

/** A sub-processor in use was described. Never dated ahead: what is only intended is an announcement. */
public record SubprocessorPublished(Statement statement, Subprocessor content) implements Publication {}
