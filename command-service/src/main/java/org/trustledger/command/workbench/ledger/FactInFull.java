package org.trustledger.command.workbench.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;

/**
 * One fact with what surrounds it.
 *
 * @param named the fact itself
 * @param bytes exactly as published
 * @param before what was known of the item where the fact begins; null if nothing was
 * @param corrected the fact that was wrong; null if this is no correction
 * @param previousVersion position of the item's version before; null if this is its first
 * @param nextVersion position of the item's version after; null if there is none yet
 * @param commitFirst position of the first fact of its commit
 * @param commit the first facts of its commit
 * @param last position there is
 * @param catchingUp whether the item's other versions may be missing because they cannot be found yet
 */
record FactInFull(
        NamedFact named,
        byte[] bytes,
        @Nullable PublicFact before,
        @Nullable PublicFact corrected,
        @Nullable Long previousVersion,
        @Nullable Long nextVersion,
        long commitFirst,
        List<NamedFact> commit,
        long last,
        boolean catchingUp) {
    private static final FactCodec CODEC = new FactCodec();

    FactInFull {
        commit = List.copyOf(commit);
    }

    /** Whether the bytes tell less than the fact. */
    boolean isWithheld() {
        return !CODEC.read(bytes).equals(fact());
    }

    PublicFact fact() {
        return named.fact();
    }
}
