package org.trustledger.query.ledger;

import java.util.List;
import org.trustledger.events.PublicFact;

/** Keeps rows of its own up to date with the facts. */
public interface Projection {

    /**
     * Takes whole commits of one trust center, in the order of their positions, each fact exactly once in effect. Runs
     * in the transaction that also stores the position and the offset: what it writes elsewhere is not undone with it.
     */
    void on(List<PublicFact> commits);
}
