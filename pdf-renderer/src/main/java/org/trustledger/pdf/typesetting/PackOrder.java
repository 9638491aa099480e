package org.trustledger.pdf.typesetting;

import java.time.Instant;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.TrustCenterId;

/**
 * Which pack is to be set.
 *
 * @param pack its id, a function of the rest
 */
public record PackOrder(String pack, TrustCenterId trustCenter, PackIdentity identity) {

    public Instant validAt() {
        return identity.validAt();
    }

    public Instant recordedAt() {
        return identity.recordedAt();
    }
}
