package org.trustledger.command.workbench.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which facts are asked for; null is no condition.
 *
 * @param item such as {@code answers/data-location}
 * @param commit position of the last fact of the commit
 * @param from recorded at this instant or later
 * @param until recorded before this instant
 */
record Wanted(
        @Nullable FactKind kind,
        @Nullable String item,
        @Nullable Happened happened,
        @Nullable String actor,
        @Nullable Long commit,
        @Nullable Instant from,
        @Nullable Instant until) {

    static final Wanted ALL = new Wanted(null, null, null, null, null, null, null);

    /** Whether positions alone tell which facts these are. */
    boolean isStretch() {
        return kind == null && item == null && happened == null && actor == null;
    }
}
