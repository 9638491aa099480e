package org.trustledger.command.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a trust center's ledger has come.
 *
 * @param recordedAt moment of its last commit
 * @param contentPosition position of its last fact about content or access; 0 if there is none
 * @param contentRecordedAt moment of the commit that reached {@code contentPosition}; null if there is none
 * @param accessPosition position of its last fact about access; 0 if there is none
 */
public record Head(
        long position,
        Instant recordedAt,
        long contentPosition,
        @Nullable Instant contentRecordedAt,
        long accessPosition) {}
