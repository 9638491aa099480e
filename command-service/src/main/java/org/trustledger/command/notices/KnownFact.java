package org.trustledger.command.notices;

import org.jspecify.annotations.Nullable;
import org.trustledger.events.PublicFact;

/**
 * A fact as readers know it.
 *
 * @param fact as it was published, so without what it withholds
 * @param reading of the content that it states, what is withheld of it included; null if it states none, or if that
 *     there is one is told to nobody
 */
record KnownFact(PublicFact fact, @Nullable Reading reading) {
    /** One that withholds nothing. */
    static KnownFact whole(PublicFact fact) {
        return new KnownFact(fact, Reading.of(fact.fact()));
    }

    long position() {
        return fact.position();
    }
}
