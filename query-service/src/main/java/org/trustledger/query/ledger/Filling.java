package org.trustledger.query.ledger;

import java.util.List;
import org.trustledger.events.PublicFact;

/**
 * Fills the tables of one projection from the first fact on, while they are empty, bare of indexes and seen by nobody:
 * what a {@link Projection} does, where rows need no going back to. Its thread is not that of the transaction, which it
 * reaches by its {@link Writing} alone.
 */
public interface Filling {
    /** Takes whole commits of one trust center, in the order of their positions, each fact once. */
    void on(List<PublicFact> commits);

    /** No more comes this way: writes what was held back. Further facts go to the projection. */
    void finish();
}
