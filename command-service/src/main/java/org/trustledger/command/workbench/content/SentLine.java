package org.trustledger.command.workbench.content;

import org.jspecify.annotations.Nullable;

/**
 * Which document a page is about.
 *
 * @param words when it was sent and how large it is
 * @param form where it was sent to: what the browser kept of it is not needed any more
 */
public record SentLine(String words, @Nullable String form) {}
