package org.trustledger.command.content;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * A plan without its lines.
 *
 * @param base content position that it was held against, and is applied on
 * @param removals items that are to go
 * @param at when; what has no date begins then in the plan, and later when it is applied
 * @param zone in which the document gives its dates
 * @param language the document's default language, in which items are named
 * @param counts how many lines each part has; a part without any is missing
 */
public record Planned(
        long base,
        Set<String> removals,
        Instant at,
        ZoneId zone,
        String language,
        int facts,
        Map<PlanPart, Integer> counts) {
    public Planned {
        removals = Set.copyOf(removals);
        counts = Map.copyOf(counts);
    }

    /** How many lines the part has. */
    public int count(PlanPart part) {
        return counts.getOrDefault(part, 0);
    }
}
