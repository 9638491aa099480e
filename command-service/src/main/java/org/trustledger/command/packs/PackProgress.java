package org.trustledger.command.packs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.PackIdentity;

/**
 * How far a pack has come, for those who wait for it.
 *
 * @param requestedAt when it was asked for; of a pack that failed and was asked for again, the last time
 * @param takenUpAt when the press began with it; null while it is in line, and with a press that does not tell
 * @param before how many packs of the trust center were asked for earlier and are not made yet
 */
public record PackProgress(
        PackStatus status,
        PackIdentity identity,
        Instant requestedAt,
        @Nullable Instant takenUpAt,
        int before) {}
