package org.trustledger.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A fact with its place in the ledger.
 *
 * @param position 1, 2, 3 … per trust center, without a gap
 * @param commitPosition position of the last fact of the same commit; a view may only stop at such a position
 * @param recordedAt when the ledger learned it: microseconds, the same for a whole commit, later than every commit
 *     before
 * @param actor opaque id of who caused it, never a name
 * @param approver opaque id of who approved it, never the actor; null if nobody had to
 * @param correlationId the same from the request through Kafka to the pack
 */
public record PublicFact(
        TrustCenterId trustCenter,
        long position,
        long commitPosition,
        Instant recordedAt,
        String actor,
        @Nullable String approver,
        String correlationId,
        Fact fact) {

    /** @throws IllegalArgumentException if the positions, the moment or the approver cannot be */
    public PublicFact {
        if (position < 1 || commitPosition < position) {
            throw new IllegalArgumentException(
                    "Position %d of a commit that ends at %d: positions count from 1 up to it"
                            .formatted(position, commitPosition));
        }
        if (actor.equals(approver)) {
            throw new IllegalArgumentException("%s would approve their own work".formatted(actor));
        }
        if (!recordedAt.equals(recordedAt.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException("%s is finer than the ledger's microseconds".formatted(recordedAt));
        }
    }

    /** Of which item it is, by kind and id: {@code answers/data-location}. */
    public String item() {
        var id = switch (fact) {
            case ContentFact content -> content.statement().item();
            case AccessFact access -> access.item();
            case AnswerConfirmed confirmed -> confirmed.id();
            case PackIssued issued -> issued.pack();
            case ReviewChanged _ -> ReviewChanged.ITEM;
        };
        return FactType.of(fact).kind() + "/" + id;
    }

    /** The same place in the ledger for another fact. */
    public PublicFact saying(Fact other) {
        return new PublicFact(trustCenter, position, commitPosition, recordedAt, actor, approver, correlationId, other);
    }

    /** Whether a view that has this fact is complete up to here. */
    public boolean endsCommit() {
        return position == commitPosition;
    }
}
