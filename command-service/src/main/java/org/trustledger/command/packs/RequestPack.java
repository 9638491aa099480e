package org.trustledger.command.packs;

import org.jspecify.annotations.Nullable;
import org.trustledger.command.platform.Answered;
import org.trustledger.events.TrustCenterId;

/**
 * Asks for a pack. Answered with {@link PackStatus}.
 *
 * @param language BCP 47 tag; null for the trust center's first language
 * @param validAt whose valid content it is to show; null for what applies now
 * @param recordedAt up to when the ledger's knowledge counts; null for all of it
 */
public record RequestPack(
        TrustCenterId trustCenter,
        @Nullable String language,
        @Nullable PointInTime validAt,
        @Nullable PointInTime recordedAt,
        Origin origin,
        String actor,
        String correlationId)
        implements Answered<PackStatus> {
    @Override
    public Class<PackStatus> answer() {
        return PackStatus.class;
    }

    /** Who asks. */
    public enum Origin {
        STAFF,
        /** Strangers, within limits. */
        PUBLIC,
        /** The office itself, because content changed. */
        POLICY
    }
}
