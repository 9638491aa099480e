package org.trustledger.events;

/** A sub-processor no longer processes personal data for the provider. */
public record SubprocessorRemoved(Statement statement) implements Removal {}
