package org.trustledger.query.statements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one item, and how a fact changes it: inside its interval it replaces what was known, outside it
 * leaves all as it was.
 *
 * <p>Decides only; {@link StatementProjection} writes the difference. Facts come in the order of their positions.
 */
final class ItemTimeline {
    private final List<KnownVersion> known;
    private final List<KnownVersion> superseded = new ArrayList<>();

    /** @param known stored rows known now that the coming facts can touch; any others may be left out */
    ItemTimeline(List<KnownVersion> known) {
        this.known = new ArrayList<>(known);
    }

    void state(KnownVersion fresh) {
        var moment = fresh.knownFrom();
        var kept = new ArrayList<KnownVersion>();
        for (var version : known) {
            if (!version.overlaps(fresh.from(), fresh.until())) {
                kept.add(version);
                continue;
            }
            // Known for no time at all when the same commit said it: then nobody ever saw it, and there is no row of
            // it.
            if (version.knownFrom().isBefore(moment)) {
                superseded.add(version.knownUntil(moment));
            }
            if (version.from().isBefore(fresh.from())) {
                kept.add(version.remains(version.from(), fresh.from(), moment));
            }
            if (endsAfter(version.until(), fresh.until()) && fresh.until() instanceof Instant end) {
                kept.add(version.remains(end, version.until(), moment));
            }
        }
        kept.add(fresh);
        known.clear();
        known.addAll(kept);
    }

    /** All that is known now, of what was given and what was stated since. */
    List<KnownVersion> known() {
        return List.copyOf(known);
    }

    /** Everything that is known no longer, stored or not. */
    List<KnownVersion> superseded() {
        return List.copyOf(superseded);
    }

    /** Stored rows that are known no longer. */
    List<KnownVersion> closed() {
        return superseded.stream().filter(version -> version.id() != null).toList();
    }

    /** Rows to store: what is known now, and what was known for a while between two of the commits. */
    List<KnownVersion> added() {
        var added = new ArrayList<KnownVersion>();
        superseded.stream().filter(version -> version.id() == null).forEach(added::add);
        known.stream().filter(version -> version.id() == null).forEach(added::add);
        return added;
    }

    private static boolean endsAfter(@Nullable Instant end, @Nullable Instant other) {
        return other != null && (end == null || end.isAfter(other));
    }
}
