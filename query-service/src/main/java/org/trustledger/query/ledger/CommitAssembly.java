package org.trustledger.query.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.PublicFact;

/**
 * Puts the facts of one trust center back together into whole commits, each position once.
 *
 * <p>Not thread-safe; it lives and dies with the consumer that feeds it.
 */
final class CommitAssembly {
    private long last;
    private Instant lastRecordedAt;
    private final List<PublicFact> held = new ArrayList<>();
    private long heldFrom;
    private @Nullable Gap gap;

    /**
     * @param last the position up to which everything was applied
     * @param lastRecordedAt when that was recorded
     */
    CommitAssembly(long last, Instant lastRecordedAt) {
        this.last = last;
        this.lastRecordedAt = lastRecordedAt;
    }

    /** What became of a fact. */
    sealed interface Receipt permits Repeat, Held, Whole, Hole, Contradiction {}

    /** Was here before. */
    record Repeat() implements Receipt {}

    /** Waits for the rest of its commit. */
    record Held() implements Receipt {}

    /** Completes a commit. */
    record Whole(List<PublicFact> commit) implements Receipt {}

    /** Came before an earlier position, which is missing. */
    record Hole(Gap gap) implements Receipt {}

    /** Cannot be: it denies what the facts before it said of their commit. */
    record Contradiction(String why) implements Receipt {}

    /**
     * @param missing first position that did not come
     * @param next position that came instead
     * @param offset where on the partition that one lies
     */
    record Gap(long missing, long next, long offset) {}

    Receipt receive(PublicFact fact, long offset) {
        if (fact.position() <= last) {
            return new Repeat();
        }
        if (fact.position() > last + 1) {
            if (gap == null || gap.missing() != last + 1 || fact.position() <= gap.next()) {
                gap = new Gap(last + 1, fact.position(), offset);
            }
            return new Hole(gap);
        }
        if (!held.isEmpty()) {
            var first = held.getFirst();
            if (first.commitPosition() != fact.commitPosition()
                    || !first.recordedAt().equals(fact.recordedAt())) {
                return new Contradiction(
                        "Position %d says its commit ends at %d, recorded %s; position %d of the same commit says %d, %s"
                                .formatted(
                                        fact.position(),
                                        fact.commitPosition(),
                                        fact.recordedAt(),
                                        first.position(),
                                        first.commitPosition(),
                                        first.recordedAt()));
            }
        } else if (!fact.recordedAt().isAfter(lastRecordedAt)) {
            return new Contradiction("Position %d was recorded %s, which is not after %s, when position %d was"
                    .formatted(fact.position(), fact.recordedAt(), lastRecordedAt, last));
        } else {
            heldFrom = offset;
        }
        held.add(fact);
        last = fact.position();
        if (!fact.endsCommit()) {
            return new Held();
        }
        var commit = List.copyOf(held);
        held.clear();
        lastRecordedAt = fact.recordedAt();
        return new Whole(commit);
    }

    /** The hole that has just been filled up to what lies behind it, which therefore has to be read again. */
    @Nullable Gap filled() {
        var known = gap;
        if (known != null && last + 1 >= known.next()) {
            gap = null;
            return known;
        }
        return null;
    }

    /** The missing position, if one is. */
    @Nullable Gap gap() {
        return gap;
    }

    /** How many facts wait for the rest of their commit, if that can come. */
    int held() {
        return gap == null ? held.size() : 0;
    }

    /** The first offset that is still needed after a restart; null if none is. */
    @Nullable Long neededFrom() {
        var known = gap;
        if (held.isEmpty()) {
            return known == null ? null : known.offset();
        }
        return known == null ? heldFrom : Math.min(heldFrom, known.offset());
    }
}
