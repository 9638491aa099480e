package org.trustledger.command.workbench.content;

import org.jspecify.annotations.Nullable;

/**
 * The form by which a document is sent.
 *
 * @param most how many bytes a file may have
 * @param mostText how many characters may be written
 * @param help how large a file may be, in words
 * @param tooLarge said of a file that is larger
 * @param text what was written before
 * @param error what is wrong with what was sent; null if nothing is
 */
public record SendForm(
        String action,
        long most,
        int mostText,
        String help,
        String tooLarge,
        String text,
        @Nullable String error) {}
