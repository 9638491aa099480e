package org.trustledger.command.packs;

import org.trustledger.command.platform.Answered;
import org.trustledger.events.TrustCenterId;

/** The press cannot make a pack. */
record ReportFailure(TrustCenterId trustCenter, String pack, String problem, String actor, String correlationId)
        implements Answered<PackStatus> {
    @Override
    public Class<PackStatus> answer() {
        return PackStatus.class;
    }
}
