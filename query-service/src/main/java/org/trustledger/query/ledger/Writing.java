package org.trustledger.query.ledger;

import java.util.function.Supplier;

/**
 * Where a {@link Filling} writes: in the one transaction of a rebuild, in the order given, and while what comes next is
 * already being prepared.
 */
public interface Writing {
    /** Has something written, later; waits while too much is waiting. It must not touch what its giver goes on with. */
    void later(Runnable write);

    /** Asks the database once all before is written, and waits for the answer. */
    <T> T now(Supplier<T> question);
}
