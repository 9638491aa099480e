package org.trustledger.pdf.views;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * An item that reads differently at two points in time.
 *
 * @param kind of the item, such as {@code answers}
 * @param became what is different: {@code added}, {@code revised}, {@code corrected}, {@code moved} or {@code retired}
 * @param before what it read at the first; null if nothing
 * @param after what it reads at the second; null if nothing
 * @param reason why it reads so at the second, or why it is no more
 * @param recordedAt when the fact that says so was recorded
 * @param position of that fact
 */
public record Differing(
        String kind,
        String item,
        String became,
        @Nullable Stated<? extends Content> before,
        @Nullable Stated<? extends Content> after,
        LocalizedText reason,
        Instant recordedAt,
        long position) {

    /** @throws UnreadableView if it reads nothing on both sides */
    public Differing {
        if (before == null && after == null) {
            throw new UnreadableView("%s/%s differs between nothing and nothing".formatted(kind, item));
        }
    }

    /** What it is known by: how it reads at the second point in time, else at the first. */
    public Stated<? extends Content> named() {
        return after == null ? Objects.requireNonNull(before) : after;
    }
}
