package org.trustledger.query.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That what had been announced of an item will not come, or comes on another day.
 *
 * @param formerly for when it had been announced
 * @param from since when it applies or will apply instead; null if it is not coming after all
 * @param ends whether what had been announced is that the item is stated no more
 * @param besides whether the change that says so says something of its own, and this only besides
 */
public record ChangedPlan(Instant formerly, @Nullable Instant from, boolean ends, boolean besides) {

    /** What became of the announcement. */
    public enum Became {
        WITHDRAWN,
        POSTPONED,
        BROUGHT_FORWARD
    }

    public Became became() {
        if (from == null) {
            return Became.WITHDRAWN;
        }
        return formerly.isBefore(from) ? Became.POSTPONED : Became.BROUGHT_FORWARD;
    }
}
