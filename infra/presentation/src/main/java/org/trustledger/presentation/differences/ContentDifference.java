package org.trustledger.presentation.differences;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Clause;
import org.trustledger.events.Content;

/**
 * What differs between two contents of an item.
 *
 * @param identical whether nothing does
 * @param fields those that differ, in the order in which they are shown
 * @param clauses of an agreement, all of them, in the new order with the removed ones where they stood; empty for
 *     another kind
 */
public record ContentDifference(boolean identical, List<FieldDifference> fields, List<ClauseDifference> clauses) {

    /** Whether a thing is in both versions or in which one. */
    public enum Presence {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED,
        @JsonProperty("changed")
        CHANGED
    }

    /**
     * A field that reads differently.
     *
     * @param language null for what is the same in every language
     */
    public record FieldDifference(String field, @Nullable String language, Presence presence, List<Run> runs) {
        private int weight() {
            return runs.stream().mapToInt(run -> 60 + run.text().length()).sum() + 60;
        }
    }

    /**
     * Compares.
     *
     * @param from null if the item said nothing
     * @param to null if the item says nothing
     */
    public static ContentDifference between(@Nullable Content from, @Nullable Content to) {
        return between(from, to, new Budget());
    }

    /** The same out of a budget that is shared. */
    public static ContentDifference between(@Nullable Content from, @Nullable Content to, Budget budget) {
        var fields = between(from == null ? Map.of() : Fields.of(from), to == null ? Map.of() : Fields.of(to), budget);
        var clauses = from instanceof AgreementRevision || to instanceof AgreementRevision
                ? ClauseDifference.between(clauses(from), clauses(to), budget)
                : List.<ClauseDifference>of();
        var identical = fields.isEmpty() && clauses.stream().allMatch(ClauseDifference::identical);
        return new ContentDifference(identical, fields, clauses);
    }

    /** About how many bytes it takes in memory, for whoever keeps it. */
    public int weight() {
        var weight = 100;
        for (var field : fields) {
            weight += field.weight();
        }
        for (var clause : clauses) {
            weight += 100;
            for (var field : clause.fields()) {
                weight += field.weight();
            }
        }
        return weight;
    }

    private static List<Clause> clauses(@Nullable Content content) {
        return content instanceof AgreementRevision agreement ? agreement.clauses() : List.of();
    }

    static List<FieldDifference> between(Map<Fields.Field, String> from, Map<Fields.Field, String> to, Budget budget) {
        var all = new LinkedHashSet<>(to.keySet());
        all.addAll(from.keySet());
        var differences = new ArrayList<FieldDifference>();
        for (var field : all) {
            var old = from.get(field);
            var fresh = to.get(field);
            if (old == null && fresh != null) {
                differences.add(field(field, Presence.ADDED, run(Run.Change.ADDED, fresh)));
            } else if (old != null && fresh == null) {
                differences.add(field(field, Presence.REMOVED, run(Run.Change.REMOVED, old)));
            } else if (old != null && fresh != null && !old.equals(fresh)) {
                differences.add(field(field, Presence.CHANGED, WordDifference.between(old, fresh, budget)));
            }
        }
        return List.copyOf(differences);
    }

    private static FieldDifference field(Fields.Field field, Presence presence, List<Run> runs) {
        return new FieldDifference(field.name(), field.language(), presence, runs);
    }

    private static List<Run> run(Run.Change change, String text) {
        return text.isEmpty() ? List.of() : List.of(new Run(change, text));
    }
}
