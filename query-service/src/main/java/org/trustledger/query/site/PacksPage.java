package org.trustledger.query.site;

/**
 * The register of packs.
 *
 * @param proof where it stands what a pack proves
 */
public record PacksPage(Frame frame, PackCard card, PacksShown packs, String proof) implements Framed {}
