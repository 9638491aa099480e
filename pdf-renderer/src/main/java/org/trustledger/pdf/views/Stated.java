package org.trustledger.pdf.views;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * What an item read, with the dates that belong to it.
 *
 * @param id of the item, unique within its kind
 * @param from since when it applies, inclusive
 * @param until until when it applies, exclusive; null until further notice
 * @param recordedAt when the ledger learned it
 * @param revision number of this version of the item
 * @param position ledger position of the fact that states it
 * @param reason why it was stated
 * @param corrects ledger position of the fact it corrects; null if it corrects none
 */
public record Stated<T extends Content>(
        String id,
        Instant from,
        @Nullable Instant until,
        Instant recordedAt,
        int revision,
        long position,
        LocalizedText reason,
        @Nullable Long corrects,
        T content) {}
