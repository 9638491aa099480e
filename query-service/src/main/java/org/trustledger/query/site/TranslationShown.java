package org.trustledger.query.site;

import org.jspecify.annotations.Nullable;

/**
 * How an answer in the reader's language stands to the original.
 *
 * @param original the way to it; null where the original is what stands there
 * @param question what it answers, by which one such way is told from the others
 */
public record TranslationShown(String sentence, @Nullable Link original, String question) {}
