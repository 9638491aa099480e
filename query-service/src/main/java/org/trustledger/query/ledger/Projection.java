package org.trustledger.query.ledger;

import java.util.List;
import java.util.Optional;
import org.trustledger.events.PublicFact;

/** Keeps rows of its own up to date with the facts. */
public interface Projection {

    /**
     * Takes whole commits of one trust center, in the order of their positions, each fact exactly once in effect. Runs
     * in the transaction that also stores the position and the offset: what it writes elsewhere is not undone with it.
     */
    void on(List<PublicFact> commits);

    /** Begins to fill its tables, which are empty, for a rebuild. A projection of many rows has a faster way. */
    default Filling fill(Writing writing) {
        return new Filling() {
            @Override
            public void on(List<PublicFact> commits) {
                writing.later(() -> Projection.this.on(commits));
            }

            @Override
            public void finish() {
                // Nothing was held back.
            }
        };
    }

    /** Begins to hold its rows against the facts, for a check; empty if the rows are held by others'. */
    default Optional<Audit> audit() {
        return Optional.empty();
    }
}
