package org.trustledger.pdf.seals;

import org.trustledger.events.Seal;

/**
 * A PDF with its seal.
 *
 * @param pdf begins with the unsigned bytes, unchanged
 */
@SuppressWarnings("ArrayRecordComponent") // a file is bytes; two of them are compared by digest
public record SealedPdf(byte[] pdf, Seal seal) {}
