package org.trustledger.query.ledger;

import java.time.Instant;
import org.trustledger.events.TrustCenterId;

/**
 * How far a trust center is known, at the end of a commit.
 *
 * @param position ledger position of the commit's last fact
 * @param recordedAt moment of that commit
 * @param contentPosition position of the last content fact up to here; 0 before the first
 * @param contentRecordedAt moment of the commit that the content position belongs to
 */
public record Head(
        TrustCenterId trustCenter,
        long position,
        Instant recordedAt,
        long contentPosition,
        Instant contentRecordedAt) {}
