package org.trustledger.query.site;

/** The whole register of packs. */
public record PacksPage(Frame frame, PackCard card, PacksShown packs) implements Framed {}
