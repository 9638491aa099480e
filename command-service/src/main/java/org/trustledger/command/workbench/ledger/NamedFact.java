package org.trustledger.command.workbench.ledger;

import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.PublicFact;

/**
 * A fact and what its item is known by.
 *
 * @param content what it says, or what the item it removes said last; null if that is not known, and for a pack
 */
record NamedFact(PublicFact fact, @Nullable Content content) {
    long position() {
        return fact.position();
    }
}
