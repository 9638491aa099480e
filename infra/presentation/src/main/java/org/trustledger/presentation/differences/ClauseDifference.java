package org.trustledger.presentation.differences;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Clause;

/**
 * What became of one clause between two revisions.
 *
 * @param clause its id
 * @param changes nothing for a clause that stayed as it was
 * @param numberBefore as printed; null if it was not there
 * @param numberAfter null if it is not there any more
 * @param fields its heading and text where they differ
 */
public record ClauseDifference(
        String clause,
        List<Change> changes,
        @Nullable String numberBefore,
        @Nullable String numberAfter,
        List<ContentDifference.FieldDifference> fields) {

    /** What can become of a clause; several can at once. */
    public enum Change {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED,
        /** Heading or text. */
        @JsonProperty("reworded")
        REWORDED,
        @JsonProperty("renumbered")
        RENUMBERED,
        /** It stands in another order among the clauses that stayed. */
        @JsonProperty("moved")
        MOVED
    }

    @JsonIgnore
    boolean identical() {
        return changes.isEmpty();
    }

    /** What a revision did to a clause; nothing if it is the same. The place is not compared. */
    public static List<Change> changes(@Nullable Clause before, @Nullable Clause after) {
        if (before == null || after == null) {
            return before == after ? List.of() : List.of(before == null ? Change.ADDED : Change.REMOVED);
        }
        var changes = new ArrayList<Change>();
        if (!before.heading().equals(after.heading()) || !before.text().equals(after.text())) {
            changes.add(Change.REWORDED);
        }
        if (!before.number().equals(after.number())) {
            changes.add(Change.RENUMBERED);
        }
        return List.copyOf(changes);
    }

    static List<ClauseDifference> between(List<Clause> before, List<Clause> after, Budget budget) {
        var old = byId(before);
        var fresh = byId(after);
        var moved = moved(before, after);
        var differences = new ArrayList<ClauseDifference>();
        var next = 0;
        for (var clause : after) {
            if (old.containsKey(clause.id())) {
                // Removed clauses are shown before the one they stood before, as a reader of the old text met them.
                while (next < before.size()
                        && !moved.contains(clause.id())
                        && !before.get(next).id().equals(clause.id())) {
                    removedAt(before.get(next++), fresh, differences, budget);
                }
                if (!moved.contains(clause.id())) {
                    next++;
                }
            }
            differences.add(between(old.get(clause.id()), clause, moved.contains(clause.id()), budget));
        }
        while (next < before.size()) {
            removedAt(before.get(next++), fresh, differences, budget);
        }
        return List.copyOf(differences);
    }

    private static void removedAt(
            Clause clause, Map<String, Clause> fresh, List<ClauseDifference> differences, Budget budget) {
        if (!fresh.containsKey(clause.id())) {
            differences.add(between(clause, null, false, budget));
        }
    }

    private static ClauseDifference between(
            @Nullable Clause before, @Nullable Clause after, boolean moved, Budget budget) {
        var changes = new ArrayList<>(changes(before, after));
        if (moved) {
            changes.add(Change.MOVED);
        }
        var id = after != null ? after.id() : before != null ? before.id() : "";
        return new ClauseDifference(
                id,
                List.copyOf(changes),
                before == null ? null : before.number(),
                after == null ? null : after.number(),
                ContentDifference.between(
                        before == null ? Map.of() : Fields.of(before),
                        after == null ? Map.of() : Fields.of(after),
                        budget));
    }

    private static Map<String, Clause> byId(List<Clause> clauses) {
        var byId = new LinkedHashMap<String, Clause>();
        clauses.forEach(clause -> byId.put(clause.id(), clause));
        return byId;
    }

    /** The fewest clauses that have to be moved to get from the old order to the new. */
    private static Set<String> moved(List<Clause> before, List<Clause> after) {
        var places = new HashMap<String, Integer>();
        for (var place = 0; place < before.size(); place++) {
            places.put(before.get(place).id(), place);
        }
        var common = after.stream().map(Clause::id).filter(places::containsKey).toList();
        var moved = new HashSet<>(common);
        // The longest increasing subsequence of the old places stays; all others moved.
        var ends = new int[common.size()];
        var previous = new int[common.size()];
        Arrays.fill(previous, -1);
        var length = 0;
        for (var index = 0; index < common.size(); index++) {
            var place = places.getOrDefault(common.get(index), 0);
            var low = 0;
            var high = length;
            while (low < high) {
                var middle = (low + high) / 2;
                if (places.getOrDefault(common.get(ends[middle]), 0) < place) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[index] = low == 0 ? -1 : ends[low - 1];
            ends[low] = index;
            length = Math.max(length, low + 1);
        }
        for (var index = length == 0 ? -1 : ends[length - 1]; index >= 0; index = previous[index]) {
            moved.remove(common.get(index));
        }
        return moved;
    }
}
