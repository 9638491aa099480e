package org.trustledger.query.site;

/**
 * Something explained at length.
 *
 * @param html safe markup
 */
public record ProsePage(Frame frame, String title, String lead, String html) implements Framed {}
