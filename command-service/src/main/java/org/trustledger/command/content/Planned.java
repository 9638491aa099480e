package org.trustledger.command.content;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.LocalizedText;

/**
 * A plan without its lines.
 *
 * @param base content position that it was held against, and is applied on
 * @param removals items that are to go
 * @param at when; what has no date begins then in the plan, and later when it is applied
 * @param embargo until when nothing of it is to be recorded; null for none, or if that had come when it was planned
 * @param zone in which the document gives its dates
 * @param language the document's default language, in which items are named
 * @param reason why, as the document says for all that gives no reason of its own; null if that is not known
 * @param holdsUntil from when it may come to something else though the content has not moved: a date in it, or in what
 *     it is about, has come; null if there is none
 * @param counts how many lines each part has; a part without any is missing
 */
public record Planned(
        long base,
        Set<String> removals,
        Instant at,
        @Nullable Instant embargo,
        ZoneId zone,
        String language,
        int facts,
        @Nullable LocalizedText reason,
        @Nullable Instant holdsUntil,
        Map<PlanPart, Integer> counts) {
    public Planned {
        removals = Set.copyOf(removals);
        counts = Map.copyOf(counts);
    }

    static Planned of(
            Plan plan, ContentDocument document, Set<String> removals, Instant at, @Nullable Instant embargo) {
        var profile = document.profile();
        return new Planned(
                plan.contentPosition(),
                removals,
                at,
                embargo,
                profile.timeZone(),
                profile.languages().getFirst(),
                plan.facts(),
                document.reason(),
                plan.holdsUntil(),
                SentDocuments.counts(plan));
    }

    /** Of which moment the plan speaks as now. */
    Instant moment() {
        return embargo == null ? at : embargo;
    }

    /** Whether nothing of it is to be recorded yet. */
    public boolean isEmbargoed(Instant now) {
        return embargo != null && now.isBefore(embargo);
    }

    /** How many lines the part has. */
    public int count(PlanPart part) {
        return counts.getOrDefault(part, 0);
    }
}
