package org.trustledger.query.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;

/** What the intake is at, for whoever asks about its health. */
@Component
class IntakeState {
    private final Clock clock;
    private volatile Standing standing = new Standing(false, "has not reached Kafka yet", 0, null);
    private final SortedMap<TrustCenterId, String> stopped = new ConcurrentSkipListMap<>();

    IntakeState(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param assigned whether it reads the topic
     * @param trouble what keeps it from doing so
     * @param lag records that wait on the topic, as far as known
     * @param behindSince when it last had nothing waiting; null if it has nothing waiting now
     */
    record Standing(
            boolean assigned,
            @Nullable String trouble,
            long lag,
            @Nullable Instant behindSince) {}

    /** For how long something has been waiting; zero if nothing is. */
    Duration behind() {
        var since = standing.behindSince();
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    Standing standing() {
        return standing;
    }

    /** Trust centers whose views stand still, and why. */
    Map<TrustCenterId, String> stopped() {
        return stopped;
    }

    void reads(long lag) {
        standing = new Standing(true, null, lag, lag == 0 ? null : since());
    }

    void isInTrouble(String why) {
        standing = new Standing(false, why, standing.lag(), since());
    }

    private Instant since() {
        var known = standing.behindSince();
        return known == null ? clock.instant() : known;
    }

    void stops(TrustCenterId trustCenter, String why) {
        stopped.put(trustCenter, why);
    }

    void goesOn(TrustCenterId trustCenter) {
        stopped.remove(trustCenter);
    }

    void startsOver() {
        stopped.clear();
    }
}
