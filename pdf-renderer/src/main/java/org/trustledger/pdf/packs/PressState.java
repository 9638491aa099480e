package org.trustledger.pdf.packs;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the press is about, for its health. */
@Component
final class PressState {
    private final Clock clock;
    private Now now = new Now(false, false, null, null);

    PressState(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param joined whether Kafka has given it its share of the work, be it none
     * @param left whether it has stopped taking work
     * @param trouble why a request waits at present; null if none does
     */
    record Now(
            boolean joined,
            boolean left,
            @Nullable String trouble,
            @Nullable Instant since) {}

    synchronized Now now() {
        return now;
    }

    synchronized void joined() {
        now = new Now(true, false, now.trouble(), now.since());
    }

    synchronized void left() {
        now = new Now(false, true, now.trouble(), now.since());
    }

    synchronized void trouble(String trouble) {
        var since = now.since();
        now = new Now(now.joined(), now.left(), trouble, since == null ? clock.instant() : since);
    }

    synchronized void settled() {
        now = new Now(now.joined(), now.left(), null, null);
    }
}
