/**
 * The provider's electronic seal over a pack, and the key it is made with.
 *
 * <p>Another key (HSM, remote signing): an adapter of {@link org.trustledger.pdf.seals.PdfSealer}.
 *
 * <p>Trap: a seal holds time and randomness, so the same pack sealed twice is two files; keep the first.
 */
@NullMarked
package org.trustledger.pdf.seals;

import org.jspecify.annotations.NullMarked;
