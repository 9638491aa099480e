package org.trustledger.pdf.packs;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the press is about, for its health. */
@Component
final class PressState {
    private final Clock clock;
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();
    private boolean joined;
    private boolean left;

    PressState(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param joined whether Kafka has given it its share of the work, be it none
     * @param left whether it has stopped taking work
     * @param longest what has been waited for the longest; null if nothing is
     */
    record Now(boolean joined, boolean left, @Nullable Trouble longest) {}

    /** @param since when it was first told of this wait */
    record Trouble(String why, Instant since) {}

    synchronized Now now() {
        var first = troubles.values().iterator();
        return new Now(joined, left, first.hasNext() ? first.next() : null);
    }

    synchronized void joined() {
        joined = true;
        left = false;
    }

    synchronized void left() {
        joined = false;
        left = true;
    }

    /** @param work what has to wait: a pack, or Kafka as a whole */
    synchronized void waits(String work, String why) {
        var before = troubles.get(work);
        troubles.put(work, new Trouble(why, before == null ? clock.instant() : before.since()));
    }

    /** Whatever this work waited for, it waits no more. */
    synchronized void goesOn(String work) {
        troubles.remove(work);
    }
}
