package org.trustledger.query.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * Every version ever stated of an item, or a page of them, the newest first.
 *
 * @param total how many there are
 */
public record ItemHistory(int total, List<Entry> versions) {

    /**
     * A version, and what became of it.
     *
     * @param stands where on valid time it is what is known; empty once later versions cover all of it
     * @param supersededAt when the last of it was covered; null as long as it stands anywhere
     * @param corrects position of the fact it corrects; null if it is no correction
     * @param correctedBy positions of the facts that correct it
     * @param approved whether it is on record that somebody other than its author approved it
     * @param confirmed that it was looked at again and was still true; null if nobody did
     * @param removed whether it says that the item is no more
     * @param content null if it was removed
     */
    public record Entry(
            int revision,
            long position,
            Instant validFrom,
            @Nullable Instant validTo,
            Instant recordedAt,
            List<Stretch> stands,
            @Nullable Instant supersededAt,
            LocalizedText reason,
            @Nullable Long corrects,
            List<Long> correctedBy,
            boolean approved,
            @Nullable Confirmed confirmed,
            boolean removed,
            @Nullable Content content) {}
}
