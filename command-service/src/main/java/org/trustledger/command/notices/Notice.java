package org.trustledger.command.notices;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.TrustCenterId;

/**
 * What is told at once.
 *
 * @param id 32 hex digits
 * @param after,through the facts it tells: those after one position up to another
 * @param effect the stretch in which what it reminds of takes effect; null for one that tells facts
 * @param subject in the provider's first language
 * @param topics keys of all that something of it belongs to
 * @param audience how many were to be told when it was made; 0 if nobody had asked
 */
public record Notice(
        String id,
        TrustCenterId trustCenter,
        long after,
        long through,
        @Nullable Effect effect,
        String subject,
        List<String> topics,
        Instant madeAt,
        int audience) {
    public Notice {
        topics = List.copyOf(topics);
    }

    /** A stretch of time, without its beginning and with its end. */
    public record Effect(Instant after, Instant until) {}
}
