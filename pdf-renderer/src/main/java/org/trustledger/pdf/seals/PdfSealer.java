package org.trustledger.pdf.seals;

/** Puts the provider's seal on a PDF, as an increment that covers the whole file. */
public interface PdfSealer {

    /** @param unsigned a PDF without any signature */
    SealedPdf seal(byte[] unsigned);
}
