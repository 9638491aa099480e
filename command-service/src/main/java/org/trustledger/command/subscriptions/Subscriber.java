package org.trustledger.command.subscriptions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/**
 * Somebody who asked to be told and has not left.
 *
 * @param sealed what is {@link Known} of them
 * @param version raised at every change
 * @param writtenAt when they were last written to about subscribing; null if never
 * @param confirmedAt when they said that the address is theirs; null if they have not
 * @param pausedAt since when nothing is sent to them because letters came back; null if letters are sent
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Subscriber(
        PersonId id,
        TrustCenterId trustCenter,
        byte[] sealed,
        Wish wish,
        long version,
        Instant askedAt,
        @Nullable Instant writtenAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant pausedAt) {

    /** Whether nothing is sent to them because letters came back. */
    public boolean isPaused() {
        return pausedAt != null;
    }

    /** Whether they are told of anything. */
    public boolean isConfirmed() {
        return confirmedAt != null;
    }
}
