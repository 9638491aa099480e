/**
 * Sets a view as a book: template, type, PDF/A-3a and PDF/UA-1 in one go, always the same bytes for the same order.
 *
 * <p>Written by nobody: pure functions. A language: a file under {@code texts/}; looks: {@code pack.css} and the
 * templates in {@code src/main/jte}.
 *
 * <p>Trap: whatever changes a byte of an existing pack needs a new renderer version at the office and here.
 */
@NullMarked
package org.trustledger.pdf.typesetting;

import org.jspecify.annotations.NullMarked;
