package org.trustledger.query.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands of each version of one item: each replaces what was said before for the whole of its own interval. */
final class Stretches {
    private final NavigableMap<Instant, Piece> standing = new TreeMap<>();
    private final Map<Long, Integer> pieces = new HashMap<>();
    private final Map<Long, Instant> superseded = new HashMap<>();

    private Stretches() {}

    /** What a version says of time. */
    record Outline(
            long position,
            Instant recordedAt,
            Instant validFrom,
            @Nullable Instant validTo,
            @Nullable Long corrects) {}

    /** A stretch of valid time over which the version of that position stands. */
    record Standing(Stretch stretch, long position) {}

    private record Piece(@Nullable Instant until, long position) {}

    /** @param versions in the order of recording */
    static Stretches of(List<Outline> versions) {
        var stretches = new Stretches();
        versions.forEach(stretches::state);
        return stretches;
    }

    /** In the order of valid time, without overlaps; where nothing was ever said there is none. */
    List<Standing> inOrder() {
        return standing.entrySet().stream()
                .map(entry -> new Standing(
                        new Stretch(entry.getKey(), entry.getValue().until()),
                        entry.getValue().position()))
                .toList();
    }

    /** The position of the version that stands at the instant. */
    Optional<Long> at(Instant validAt) {
        return Optional.ofNullable(standing.floorEntry(validAt))
                .map(Map.Entry::getValue)
                .filter(piece -> isAfter(piece.until(), validAt))
                .map(Piece::position);
    }

    /** Where each version stands; a version that stands nowhere is not there. */
    Map<Long, List<Stretch>> byVersion() {
        var all = new HashMap<Long, List<Stretch>>();
        standing.forEach((from, piece) -> all.computeIfAbsent(piece.position(), position -> new ArrayList<>())
                .add(new Stretch(from, piece.until())));
        return all;
    }

    /** Since when nothing of the version stands; null as long as something does. */
    @Nullable Instant supersededAt(long position) {
        return superseded.get(position);
    }

    private void state(Outline fresh) {
        var from = fresh.validFrom();
        var until = fresh.validTo();
        if (until != null && !until.isAfter(from)) {
            // No time at all, to the microsecond: it was stated, and never stood.
            superseded.put(fresh.position(), fresh.recordedAt());
            return;
        }
        var touched = new ArrayList<Map.Entry<Instant, Piece>>();
        var before = standing.lowerEntry(from);
        if (before != null && isAfter(before.getValue().until(), from)) {
            touched.add(before);
        }
        touched.addAll((until == null ? standing.tailMap(from, true) : standing.subMap(from, true, until, false))
                .entrySet().stream()
                        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                        .toList());
        put(from, until, fresh.position());
        for (var entry : touched) {
            var piece = entry.getValue();
            if (!entry.getKey().equals(from)) {
                standing.remove(entry.getKey());
            }
            if (entry.getKey().isBefore(from)) {
                put(entry.getKey(), from, piece.position());
            }
            if (until != null && isAfter(piece.until(), until)) {
                put(until, piece.until(), piece.position());
            }
            if (pieces.merge(piece.position(), -1, Integer::sum) == 0) {
                superseded.put(piece.position(), fresh.recordedAt());
            }
        }
    }

    private void put(Instant from, @Nullable Instant until, long position) {
        standing.put(from, new Piece(until, position));
        pieces.merge(position, 1, Integer::sum);
    }

    private static boolean isAfter(@Nullable Instant end, Instant moment) {
        return end == null || end.isAfter(moment);
    }
}
