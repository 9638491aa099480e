package org.trustledger.command.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of a document that reads otherwise than the ledger.
 *
 * @param change {@code added} or {@code changed}
 * @param from begin of the version that differs; null for the current one, whenever it begins
 * @param fields keys that differ; empty for what is added
 */
record Difference(
        String kind, String item, String change, @Nullable Instant from, List<String> fields) {
    static final String ADDED = "added";
    static final String CHANGED = "changed";
}
