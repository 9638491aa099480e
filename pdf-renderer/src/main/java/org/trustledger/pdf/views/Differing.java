package org.trustledger.pdf.views;

import java.time.Instant;
import java.util.List;
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
 * @param steps what was stated of it on the way, in the order of recording
 * @param stepsLeftOut whether there were so many that the first of them are left out
 */
public record Differing(
        String kind,
        String item,
        String became,
        @Nullable Stated<? extends Content> before,
        @Nullable Stated<? extends Content> after,
        LocalizedText reason,
        Instant recordedAt,
        long position,
        List<Step> steps,
        boolean stepsLeftOut) {

    /**
     * Something that was stated of the item on the way from the one to the other.
     *
     * @param validFrom since when it was said to apply
     * @param corrects position of the fact that was wrong; null if it is no correction
     */
    public record Step(
            long position,
            Instant validFrom,
            LocalizedText reason,
            @Nullable Long corrects) {}

    /** @throws UnreadableView if it reads nothing on both sides */
    public Differing {
        if (before == null && after == null) {
            throw new UnreadableView("%s/%s differs between nothing and nothing".formatted(kind, item));
        }
        steps = List.copyOf(steps);
    }

    /** What it is known by: how it reads at the second point in time, else at the first. */
    public Stated<? extends Content> named() {
        return after == null ? Objects.requireNonNull(before) : after;
    }
}
