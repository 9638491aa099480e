/**
 * What readers see, alike on the site and in the pack: rich text, type (under {@code fonts/}), days and countries.
 *
 * <p>Extend a language by nothing here (CLDR has it); extend Markdown by its allow-list and a hostile test.
 *
 * <p>Trap: what {@link org.trustledger.presentation.Markdown} lets through is shown to strangers unescaped.
 */
@NullMarked
package org.trustledger.presentation;

import org.jspecify.annotations.NullMarked;
