package org.trustledger.command.content;

import org.jspecify.annotations.Nullable;

/**
 * Something in a document that keeps it from being applied.
 *
 * @param path JSON pointer (RFC 6901)
 * @param line counted from 1
 * @param column counted from 1
 * @param message what is wrong and what to do, a sentence
 * @param value the offending value, shortened; null if it is no single value
 */
public record Problem(
        String path,
        int line,
        int column,
        String message,
        @Nullable String value) {}
