package org.trustledger.query.ledger;

import java.time.Instant;
import org.trustledger.events.TrustCenterId;

/**
 * How far a trust center is known, at the end of a commit.
 *
 * @param position ledger position of the commit's last fact
 * @param recordedAt moment of that commit
 * @param contentPosition position of the last fact about content or access up to here; 0 before the first
 * @param contentRecordedAt moment of the commit that the content position belongs to
 * @param accessPosition position of the last fact about access there is, wherever this stands: its rules are those of
 *     today; 0 before the first
 */
public record Head(
        TrustCenterId trustCenter,
        long position,
        Instant recordedAt,
        long contentPosition,
        Instant contentRecordedAt,
        long accessPosition) {

    /** Where a trust center stands of which nothing is known. */
    static Head before(TrustCenterId trustCenter) {
        return new Head(trustCenter, 0, Instant.EPOCH, 0, Instant.EPOCH, 0);
    }

    /** The same place under the rules of that position. */
    public Head under(long otherAccessPosition) {
        return new Head(trustCenter, position, recordedAt, contentPosition, contentRecordedAt, otherAccessPosition);
    }
}
