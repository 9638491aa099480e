package org.trustledger.query.site;

/** A word that leads somewhere. */
public record Link(String label, String href) {}
