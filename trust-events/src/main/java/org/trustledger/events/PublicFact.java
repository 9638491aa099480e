package org.trustledger.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A fact with its place in the ledger.
 *
 * @param position 1, 2, 3 … per trust center, without a gap
 * @param commitPosition position of the last fact of the same commit; a view may only stop at such a position
 * @param recordedAt when the ledger learned it: microseconds, the same for a whole commit, later than every commit
 *     before
 * @param actor opaque id of who caused it, never a name
 * @param correlationId the same from the request through Kafka to the pack
 */
public record PublicFact(
        TrustCenterId trustCenter,
        long position,
        long commitPosition,
        Instant recordedAt,
        String actor,
        String correlationId,
        Fact fact) {

    /** @throws IllegalArgumentException if the positions or the moment cannot be */
    public PublicFact {
        if (position < 1 || commitPosition < position) {
            throw new IllegalArgumentException(
                    "Position %d of a commit that ends at %d: positions count from 1 up to it"
                            .formatted(position, commitPosition));
        }
        if (!recordedAt.equals(recordedAt.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException("%s is finer than the ledger's microseconds".formatted(recordedAt));
        }
    }

    /** Of which item it is, by kind and id: {@code answers/data-location}. */
    public String item() {
        var id = switch (fact) {
            case ContentFact content -> content.statement().item();
            case PackIssued issued -> issued.pack();
        };
        return FactType.of(fact).kind() + "/" + id;
    }

    /** Whether a view that has this fact is complete up to here. */
    public boolean endsCommit() {
        return position == commitPosition;
    }
}
