package org.trustledger.pdf.typesetting;

/**
 * A pack before its seal.
 *
 * @param pdf the file; the same bytes for the same order, view and imprint
 * @param pages how many it has
 */
@SuppressWarnings("ArrayRecordComponent") // a file is bytes; two packs are compared by digest
public record TypesetPack(byte[] pdf, int pages) {}
