/**
 * What readers see, alike on the site, in the workbench and in the pack: the design system ({@code design.css}), type
 * (under {@code fonts/}), rich text, days and countries, and what holds a house's texts, templates and assets.
 *
 * <p>Extend a language by nothing here (CLDR has it); extend Markdown by its allow-list and a hostile test.
 *
 * <p>Trap: what {@link org.trustledger.presentation.Markdown} lets through is shown to strangers unescaped.
 */
@NullMarked
package org.trustledger.presentation;

import org.jspecify.annotations.NullMarked;
