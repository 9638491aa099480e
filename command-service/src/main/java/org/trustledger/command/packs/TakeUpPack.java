package org.trustledger.command.packs;

import org.trustledger.command.platform.Answered;
import org.trustledger.events.TrustCenterId;

/** The press begins with a pack. No event: it tells those who wait, and decides nothing. */
record TakeUpPack(TrustCenterId trustCenter, String pack) implements Answered<PackStatus> {
    @Override
    public Class<PackStatus> answer() {
        return PackStatus.class;
    }
}
