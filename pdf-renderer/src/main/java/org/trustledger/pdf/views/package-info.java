/**
 * What the counter said was valid and known: the input of every pack.
 *
 * <p>Written by the counter only. A new kind of content: a list in {@link org.trustledger.pdf.views.View}, a line in
 * {@link org.trustledger.pdf.views.ViewJson}.
 *
 * <p>Trap: a pack is a function of what is read here; a field that another moment could change must not be printed.
 */
@NullMarked
package org.trustledger.pdf.views;

import org.jspecify.annotations.NullMarked;
