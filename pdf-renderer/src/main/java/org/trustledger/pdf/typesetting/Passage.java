package org.trustledger.pdf.typesetting;

import org.jspecify.annotations.Nullable;

/**
 * A text as this edition prints it.
 *
 * @param lang its language if that is not the language of the pack, else null
 */
public record Passage(String text, @Nullable String lang) {}
