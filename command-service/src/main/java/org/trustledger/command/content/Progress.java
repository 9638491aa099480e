package org.trustledger.command.content;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;
import org.trustledger.events.TrustCenterId;

/**
 * How far this office has come with the documents that were sent to it last. Kept in memory only: it is for whoever
 * waits, and the ledger knows what became of it.
 */
@Component
class Progress {
    private static final int MOST_KEPT = 200;

    private final Clock clock;
    private final Map<Key, Step> steps = new LinkedHashMap<>();

    Progress(Clock clock) {
        this.clock = clock;
    }

    private record Key(TrustCenterId trustCenter, String id) {}

    /**
     * Does the work from the reading to the end, however it ends.
     *
     * @param facts how many of them the result has recorded
     */
    <T> T follow(TrustCenterId trustCenter, String id, ToIntFunction<T> facts, Supplier<T> work) {
        put(trustCenter, id, Step.Phase.READING, 0, 0);
        var ended = Step.Phase.REFUSED;
        var recorded = 0;
        try {
            var result = work.get();
            ended = Step.Phase.RECORDED;
            recorded = facts.applyAsInt(result);
            return result;
        } finally {
            put(trustCenter, id, ended, find(trustCenter, id).map(Step::items).orElse(0), recorded);
        }
    }

    void checked(TrustCenterId trustCenter, String id, int items) {
        put(trustCenter, id, Step.Phase.CHECKED, items, 0);
    }

    void recording(TrustCenterId trustCenter, String id, int facts) {
        var before = find(trustCenter, id);
        if (before.isPresent()) {
            put(trustCenter, id, Step.Phase.RECORDING, before.get().items(), facts);
        }
    }

    synchronized Optional<Step> find(TrustCenterId trustCenter, String id) {
        return Optional.ofNullable(steps.get(new Key(trustCenter, id)));
    }

    private synchronized void put(TrustCenterId trustCenter, String id, Step.Phase phase, int items, int facts) {
        var key = new Key(trustCenter, id);
        steps.remove(key);
        steps.put(key, new Step(phase, items, facts, clock.instant()));
        if (steps.size() > MOST_KEPT) {
            steps.remove(steps.keySet().iterator().next());
        }
    }
}
