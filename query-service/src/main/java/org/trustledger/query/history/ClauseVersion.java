package org.trustledger.query.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Clause;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Trigger;
import org.trustledger.presentation.differences.ClauseDifference;

/**
 * A clause as it reads over a stretch of valid time.
 *
 * @param revision of the agreement that gave it this wording, or took it away
 * @param position of the fact that says so
 * @param changes what the revision did to the clause
 * @param trigger null where the whole agreement was withdrawn
 * @param reason the clause's own if the revision gives one, else the revision's
 * @param reasonIsOwn whether the reason, with trigger and legal source, is the clause's own
 * @param clause null where it is gone
 */
public record ClauseVersion(
        int revision,
        long position,
        Instant from,
        @Nullable Instant until,
        Instant recordedAt,
        List<ClauseDifference.Change> changes,
        @Nullable Trigger trigger,
        @Nullable LocalizedText legalSource,
        LocalizedText reason,
        boolean reasonIsOwn,
        @Nullable Long corrects,
        @Nullable Clause clause) {

    static ClauseVersion of(
            Version version,
            Stretch stretch,
            String id,
            @Nullable Clause clause,
            List<ClauseDifference.Change> changes) {
        var agreement = version.content() instanceof AgreementRevision revision ? revision : null;
        var own = agreement == null
                ? null
                : agreement.reasons().stream()
                        .filter(reason -> reason.clause().equals(id))
                        .findFirst()
                        .orElse(null);
        return new ClauseVersion(
                version.revision(),
                version.position(),
                stretch.from(),
                stretch.until(),
                version.recordedAt(),
                changes,
                own != null ? own.trigger() : agreement == null ? null : agreement.trigger(),
                own != null ? own.legalSource() : agreement == null ? null : agreement.legalSource(),
                own != null ? own.reason() : version.reason(),
                own != null,
                version.corrects(),
                clause);
    }

    ClauseVersion lasting(@Nullable Instant end) {
        return new ClauseVersion(
                revision,
                position,
                from,
                end,
                recordedAt,
                changes,
                trigger,
                legalSource,
                reason,
                reasonIsOwn,
                corrects,
                clause);
    }
}
