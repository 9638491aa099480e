package org.trustledger.command.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Which positions of one trust center were seen, in any order, as runs: small as long as few are missing. */
final class Positions {
    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    /** Positions without a gap between them, both ends included. */
    record Run(long first, long last) {
        @Override
        public String toString() {
            return first == last ? "position " + first : "positions %d to %d".formatted(first, last);
        }
    }

    void add(long position) {
        var before = lastByFirst.floorEntry(position);
        if (before != null && before.getValue() >= position) {
            return;
        }
        var first = before != null && before.getValue() == position - 1 ? before.getKey() : position;
        var after = lastByFirst.remove(position + 1);
        lastByFirst.put(first, after == null ? position : after);
    }

    /** Up to where none is missing; 0 if the first is. */
    long withoutGap() {
        return lastByFirst.getOrDefault(1L, 0L);
    }

    /** The highest that was seen; 0 if none was. */
    long highest() {
        return lastByFirst.isEmpty() ? 0 : lastByFirst.lastEntry().getValue();
    }

    /** What was not seen of 1 to {@code last}. */
    List<Run> missing(long last) {
        var missing = new ArrayList<Run>();
        var next = 1L;
        for (var run : lastByFirst.entrySet()) {
            if (run.getKey() > last) {
                break;
            }
            if (run.getKey() > next) {
                missing.add(new Run(next, run.getKey() - 1));
            }
            next = run.getValue() + 1;
        }
        if (next <= last) {
            missing.add(new Run(next, last));
        }
        return missing;
    }
}
