package org.trustledger.pdf.views;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.TrustCenterId;

/**
 * A page of what differs between two points in time, as the counter sends it.
 *
 * @param next the address of the next page, from the counter's root; null on the last
 */
public record DifferencesRead(
        TrustCenterId trustCenter,
        Side from,
        Side to,
        List<Differing> differences,
        @Nullable String next) {

    /** One of the two. */
    public record Side(Instant validAt, Instant recordedAt, long contentPosition) {}

    public DifferencesRead {
        differences = List.copyOf(differences);
    }
}
