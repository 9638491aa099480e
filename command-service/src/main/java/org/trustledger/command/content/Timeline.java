package org.trustledger.command.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Content;

/**
 * What is known of one item, by valid time.
 *
 * @param stretches from the earliest to the latest, none overlapping another; between them nothing was ever stated
 * @param revision number of the version recorded last; 0 if there is none
 */
record Timeline(List<Stated> stretches, int revision) {
    static final Timeline EMPTY = new Timeline(List.of(), 0);

    Timeline {
        stretches = List.copyOf(stretches);
    }

    /** Replaces what was known for the time the new stretch is about, and touches nothing outside. */
    Timeline with(Stated stated) {
        var from = stated.from();
        var to = stated.to();
        var next = new ArrayList<Stated>(stretches.size() + 2);
        for (var known : stretches) {
            var endsBefore = known.to() != null && !known.to().isAfter(from);
            var beginsAfter = to != null && !known.from().isBefore(to);
            if (endsBefore || beginsAfter) {
                next.add(known);
                continue;
            }
            if (known.from().isBefore(from)) {
                next.add(known.between(known.from(), from));
            }
            if (to != null && (known.to() == null || to.isBefore(known.to()))) {
                next.add(known.between(to, known.to()));
            }
        }
        next.add(stated);
        next.sort(Comparator.comparing(Stated::from));
        return new Timeline(next, Math.max(revision, stated.revision()));
    }

    /** What is stated for that instant; null if nothing ever was. */
    @Nullable Stated at(Instant instant) {
        for (var stated : stretches) {
            if (stated.covers(instant)) {
                return stated;
            }
        }
        return null;
    }

    @Nullable Stated beginningAt(Instant instant) {
        var stated = at(instant);
        return stated != null && stated.from().equals(instant) ? stated : null;
    }

    /** The stretch that ends exactly there; null if there is none. */
    @Nullable Stated endingAt(Instant instant) {
        for (var stated : stretches) {
            if (instant.equals(stated.to())) {
                return stated;
            }
        }
        return null;
    }

    @Nullable Stated last() {
        return stretches.isEmpty() ? null : stretches.getLast();
    }

    /** The stretches of {@code [from, to)} in which it says something, cut to it. */
    List<Stated> saying(Instant from, @Nullable Instant to) {
        return stretches.stream()
                .filter(stated -> stated.content() != null)
                .filter(stated -> stated.to() == null || stated.to().isAfter(from))
                .filter(stated -> to == null || stated.from().isBefore(to))
                .map(stated -> stated.between(
                        stated.from().isBefore(from) ? from : stated.from(), Times.earlier(stated.to(), to)))
                .toList();
    }

    boolean saysSomethingSince(Instant from) {
        return !saying(from, null).isEmpty();
    }

    /** What it says last by valid time; null if it never says anything. */
    @Nullable Content lastContent() {
        for (var stated : stretches.reversed()) {
            if (stated.content() != null) {
                return stated.content();
            }
        }
        return null;
    }

    /**
     * The last of the stretches that follow each other without a gap from this one on and read the same: however often
     * it was stated, nothing changed for a reader.
     *
     * @param boundaries where to stop nevertheless
     */
    Stated lastReadingLike(Stated first, Set<Instant> boundaries) {
        var last = first;
        for (var stated : stretches) {
            if (stated.from().equals(last.to())
                    && stated.reads(first.content())
                    && !boundaries.contains(stated.from())) {
                last = stated;
            }
        }
        return last;
    }

    /** The same towards the past. */
    Stated firstReadingLike(Stated last, Set<Instant> boundaries) {
        var first = last;
        for (var stated : stretches.reversed()) {
            if (first.from().equals(stated.to())
                    && stated.reads(last.content())
                    && !boundaries.contains(first.from())) {
                first = stated;
            }
        }
        return first;
    }

    /** Where the first stretch after that instant begins; null if there is none. */
    @Nullable Instant nextBeginningAfter(Instant instant) {
        for (var stated : stretches) {
            if (stated.from().isAfter(instant)) {
                return stated.from();
            }
        }
        return null;
    }
}
