package org.trustledger.command.workbench;

/** A word that leads somewhere. */
public record Link(String label, String href) {}
