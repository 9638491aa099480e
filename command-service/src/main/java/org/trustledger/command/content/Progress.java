package org.trustledger.command.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    enum Phase {
        /** The document is read and held against schema, rules and ledger. */
        @JsonProperty("reading")
        READING,
        /** It has no problem. */
        @JsonProperty("checked")
        CHECKED,
        /** The facts are being written, and the trust center is locked. */
        @JsonProperty("recording")
        RECORDING,
        /** All of it is durable, or there was nothing to record. */
        @JsonProperty("recorded")
        RECORDED,
        /** Nothing was recorded; the answer says why. */
        @JsonProperty("refused")
        REFUSED
    }

    /**
     * @param items how many the document has; 0 while it is read
     * @param facts how many are to be recorded; 0 before that is known
     * @param reachedAt when this phase began
     */
    record Step(Phase phase, int items, int facts, Instant reachedAt) {}

    void reading(TrustCenterId trustCenter, String id) {
        put(trustCenter, id, Phase.READING, 0, 0);
    }

    void checked(TrustCenterId trustCenter, String id, int items) {
        put(trustCenter, id, Phase.CHECKED, items, 0);
    }

    void recording(TrustCenterId trustCenter, String id, int facts) {
        var before = find(trustCenter, id);
        if (before.isPresent()) {
            put(trustCenter, id, Phase.RECORDING, before.get().items(), facts);
        }
    }

    void ended(TrustCenterId trustCenter, String id, Phase phase, int facts) {
        put(trustCenter, id, phase, find(trustCenter, id).map(Step::items).orElse(0), facts);
    }

    synchronized Optional<Step> find(TrustCenterId trustCenter, String id) {
        return Optional.ofNullable(steps.get(new Key(trustCenter, id)));
    }

    private synchronized void put(TrustCenterId trustCenter, String id, Phase phase, int items, int facts) {
        var key = new Key(trustCenter, id);
        steps.remove(key);
        steps.put(key, new Step(phase, items, facts, clock.instant()));
        if (steps.size() > MOST_KEPT) {
            steps.remove(steps.keySet().iterator().next());
        }
    }
}
