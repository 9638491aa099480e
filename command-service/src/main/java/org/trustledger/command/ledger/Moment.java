package org.trustledger.command.ledger;

import java.time.Instant;
import org.trustledger.events.TrustCenterId;

/**
 * The moment at which a decision is taken.
 *
 * @param recordedAt the instant the commit will bear if there is anything to record: microseconds, later than every
 *     commit of this trust center before, even where the clock was set back
 * @param position of the last fact so far; 0 if there is none
 * @param contentPosition of the last content fact so far; 0 if there is none
 */
public record Moment(TrustCenterId trustCenter, Instant recordedAt, long position, long contentPosition) {

    /** Whether nothing was ever recorded of this trust center. */
    public boolean isFirst() {
        return position == 0;
    }
}
