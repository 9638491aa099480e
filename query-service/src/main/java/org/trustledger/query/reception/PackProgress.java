package org.trustledger.query.reception;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.PackScope;

/**
 * How far a pack has come, as the office tells.
 *
 * @param contentPosition of the newest content it can show
 * @param requestedAt when it was asked for
 * @param beingSetSince when the press began with it; null while it is in line
 * @param before how many packs are made before it
 */
public record PackProgress(
        State state,
        PackScope scope,
        String language,
        Instant validAt,
        Instant recordedAt,
        long contentPosition,
        Instant requestedAt,
        @Nullable Instant beingSetSince,
        int before) {

    /** What became of it. */
    public enum State {
        @JsonProperty("requested")
        REQUESTED,
        @JsonProperty("issued")
        ISSUED,
        @JsonProperty("failed")
        FAILED
    }
}
