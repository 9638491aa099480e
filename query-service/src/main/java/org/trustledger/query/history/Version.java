package org.trustledger.query.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * One content fact about an item, as it was stated.
 *
 * @param revision number of this version of the item
 * @param position of the fact in the ledger
 * @param validFrom since when it was said to apply, inclusive
 * @param validTo until when, exclusive; null until further notice
 * @param corrects position of the fact that was wrong; null if it is no correction
 * @param approved whether it is on record that somebody other than its author approved it
 * @param content null if it says that the item is no more
 */
public record Version(
        int revision,
        long position,
        Instant validFrom,
        @Nullable Instant validTo,
        Instant recordedAt,
        LocalizedText reason,
        @Nullable Long corrects,
        boolean approved,
        @Nullable Content content) {

    /** Whether it says that the item is no more. */
    public boolean removed() {
        return content == null;
    }
}
