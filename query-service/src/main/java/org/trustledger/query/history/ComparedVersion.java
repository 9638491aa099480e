package org.trustledger.query.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.LocalizedText;

/**
 * One of two versions compared, without its content, which the difference is about.
 *
 * @param validAt the instant it was asked for; null if by its position
 */
public record ComparedVersion(
        @Nullable Instant validAt,
        int revision,
        long position,
        Instant validFrom,
        @Nullable Instant validTo,
        Instant recordedAt,
        LocalizedText reason,
        boolean removed) {

    public static ComparedVersion of(@Nullable Instant validAt, Version version) {
        return new ComparedVersion(
                validAt,
                version.revision(),
                version.position(),
                version.validFrom(),
                version.validTo(),
                version.recordedAt(),
                version.reason(),
                version.removed());
    }
}
