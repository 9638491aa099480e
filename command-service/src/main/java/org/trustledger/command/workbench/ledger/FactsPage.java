package org.trustledger.command.workbench.ledger;

import java.util.List;

/**
 * Some facts, newest first.
 *
 * @param newer whether there are more, recorded later
 * @param older whether there are more, recorded earlier
 * @param found up to which position facts can be found by what they are about
 * @param last position there is; 0 if nothing was ever recorded
 */
record FactsPage(List<NamedFact> facts, boolean newer, boolean older, long found, long last) {
    FactsPage {
        facts = List.copyOf(facts);
    }

    /** Whether facts may be missing because they cannot be found yet. */
    boolean isCatchingUp() {
        return found < last;
    }
}
