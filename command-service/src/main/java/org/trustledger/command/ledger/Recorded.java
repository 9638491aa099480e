package org.trustledger.command.ledger;

import java.time.Instant;
import org.trustledger.events.TrustCenterId;

/**
 * What a call to {@link Ledger#record} came to. Published as an application event once it is durable.
 *
 * @param position of the last fact there is now
 * @param contentPosition of the last content fact there is now; 0 if there is none
 * @param recordedAt the moment of this commit; if nothing was recorded, the moment it would have borne
 * @param facts how many facts were recorded, possibly none
 */
public record Recorded(TrustCenterId trustCenter, long position, long contentPosition, Instant recordedAt, int facts) {}
