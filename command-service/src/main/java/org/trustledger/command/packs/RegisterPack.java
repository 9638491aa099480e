package org.trustledger.command.packs;

import org.trustledger.command.platform.Answered;
import org.trustledger.events.Seal;
import org.trustledger.events.TrustCenterId;

/**
 * The press made, sealed and archived a pack. Its parts mean what they mean in
 * {@link org.trustledger.events.PackIssued}.
 */
record RegisterPack(
        TrustCenterId trustCenter,
        String pack,
        String unsignedSha256,
        String sealedSha256,
        int pages,
        long bytes,
        String rendererVersion,
        Seal seal,
        String actor,
        String correlationId)
        implements Answered<PackStatus> {
    @Override
    public Class<PackStatus> answer() {
        return PackStatus.class;
    }
}
