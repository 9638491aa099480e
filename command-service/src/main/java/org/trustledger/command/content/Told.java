package org.trustledger.command.content;

import org.jspecify.annotations.Nullable;
import org.trustledger.command.ledger.WithheldParts;
import org.trustledger.events.Fact;

/**
 * A fact as it is told.
 *
 * @param truth as it would be told to everybody
 * @param fact as it is published
 * @param withheld what the office keeps of it; null if all is told
 */
record Told(Fact truth, Fact fact, WithheldParts.@Nullable Part withheld) {
    static Told whole(Fact fact) {
        return new Told(fact, fact, null);
    }
}
