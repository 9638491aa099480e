package org.trustledger.command.ledger;

import java.util.List;
import org.trustledger.events.Fact;

/** What a change comes to, once the trust center is locked and nobody else can change it. */
@FunctionalInterface
public interface Decision {

    /**
     * Decides. May read the ledger, and may write rows of its own: they live and die with the facts.
     *
     * @return the facts to record, in order; none if nothing changes
     */
    List<? extends Fact> decide(Moment moment);
}
