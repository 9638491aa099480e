package org.trustledger.query.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Clause;
import org.trustledger.presentation.differences.ClauseDifference;

/**
 * How one clause changed along valid time. A revision that leaves it as it was is no version of it.
 *
 * @param versions what stands, in the order of valid time
 * @param superseded wordings that were known once and stand nowhere any more, in the order of recording
 */
public record ClauseHistory(List<ClauseVersion> versions, List<ClauseVersion> superseded) {

    /**
     * @param byPosition the agreement's versions
     * @return empty if no version has the clause
     */
    static Optional<ClauseHistory> of(String clause, List<Stretches.Outline> outline, Map<Long, Version> byPosition) {
        var stretches = Stretches.of(outline);
        var along = along(clause, stretches, byPosition);
        var shown = new HashSet<Clause>();
        along.stream().map(ClauseVersion::clause).filter(Objects::nonNull).forEach(shown::add);
        var superseded = new ArrayList<ClauseVersion>();
        for (var stated : outline) {
            var version = byPosition.get(stated.position());
            if (version != null && stretches.supersededAt(stated.position()) != null) {
                var wording = in(version, clause);
                if (wording != null && shown.add(wording)) {
                    var stretch = new Stretch(stated.validFrom(), stated.validTo());
                    superseded.add(ClauseVersion.of(version, stretch, clause, wording, List.of()));
                }
            }
        }
        return along.isEmpty() && superseded.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClauseHistory(along, List.copyOf(superseded)));
    }

    private static List<ClauseVersion> along(String clause, Stretches stretches, Map<Long, Version> byPosition) {
        var along = new ArrayList<ClauseVersion>();
        Clause before = null;
        for (var standing : stretches.inOrder()) {
            var version = byPosition.get(standing.position());
            if (version == null) {
                continue;
            }
            var stretch = standing.stretch();
            if (!along.isEmpty() && !stretch.from().equals(along.getLast().until())) {
                // Nothing at all was said in between, so what reads the same again has come again.
                before = null;
            }
            var now = in(version, clause);
            var changes = ClauseDifference.changes(before, now);
            if (!changes.isEmpty()) {
                along.add(ClauseVersion.of(version, stretch, clause, now, changes));
            } else if (!along.isEmpty()) {
                along.add(along.removeLast().lasting(stretch.until()));
            }
            before = now;
        }
        return List.copyOf(along);
    }

    private static @Nullable Clause in(Version version, String id) {
        return version.content() instanceof AgreementRevision agreement
                ? agreement.clauses().stream()
                        .filter(clause -> clause.id().equals(id))
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
