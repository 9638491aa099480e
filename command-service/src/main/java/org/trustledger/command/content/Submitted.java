package org.trustledger.command.content;

import org.jspecify.annotations.Nullable;

/**
 * What became of a document: one of the two.
 *
 * @param changeSet that waits for review or for the end of its embargo; nothing of it is recorded
 */
record Submitted(@Nullable Applied applied, @Nullable ChangeSet changeSet) {
    /** How many facts were recorded. */
    int facts() {
        return applied == null ? 0 : applied.facts();
    }
}
