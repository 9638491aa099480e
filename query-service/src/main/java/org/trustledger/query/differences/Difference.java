package org.trustledger.query.differences;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.LocalizedText;
import org.trustledger.query.history.Step;
import org.trustledger.query.history.Steps;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/**
 * An item that reads differently at two points in time.
 *
 * @param before what it read at the first; null if nothing
 * @param after what it reads at the second; null if nothing
 * @param reason why it reads so at the second
 * @param recordedAt when the fact that says so was recorded
 * @param position of that fact
 * @param steps what was stated of it on the way from the one to the other, in the order of recording
 * @param stepsLeftOut whether there were so many that the first of them are left out
 */
public record Difference(
        Kind kind,
        String item,
        Became became,
        @Nullable Stated<?> before,
        @Nullable Stated<?> after,
        LocalizedText reason,
        Instant recordedAt,
        long position,
        List<Step> steps,
        boolean stepsLeftOut) {
    public Difference {
        steps = List.copyOf(steps);
    }

    /** The same with these steps, as {@link Steps} gives them. */
    Difference by(List<Step> known) {
        var leftOut = known.size() > Steps.MOST;
        return new Difference(
                kind,
                item,
                became,
                before,
                after,
                reason,
                recordedAt,
                position,
                leftOut ? known.subList(known.size() - Steps.MOST, known.size()) : known,
                leftOut);
    }

    /** What it is known by: how it reads at the second point in time, else at the first. */
    public Stated<?> named() {
        return after == null ? Objects.requireNonNull(before) : after;
    }
}
