package org.trustledger.query.ledger;

import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;

/** What the intake is at, for whoever asks about its health. */
@Component
class IntakeState {
    private volatile Standing standing = new Standing(false, "has not reached Kafka yet", 0);
    private final SortedMap<TrustCenterId, String> stopped = new ConcurrentSkipListMap<>();

    /**
     * @param assigned whether it reads the topic
     * @param trouble what keeps it from doing so
     * @param lag records that wait on the topic, as far as known
     */
    record Standing(boolean assigned, @Nullable String trouble, long lag) {}

    Standing standing() {
        return standing;
    }

    /** Trust centers whose views stand still, and why. */
    Map<TrustCenterId, String> stopped() {
        return stopped;
    }

    void reads(long lag) {
        standing = new Standing(true, null, lag);
    }

    void isInTrouble(String why) {
        standing = new Standing(false, why, standing.lag());
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
