package org.trustledger.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole wording of an agreement as one revision has it.
 *
 * @param order place among the agreements, ascending, with gaps
 * @param legalSource the provision or decision that asked for the revision; null if none did
 * @param clauses every clause in the order of the text, the unchanged ones too
 * @param reasons why single clauses changed, where that is not simply why the revision was made
 */
public record AgreementRevision(
        long order,
        LocalizedText title,
        Trigger trigger,
        @Nullable LocalizedText legalSource,
        List<Clause> clauses,
        List<ClauseReason> reasons)
        implements Content {

    public AgreementRevision {
        clauses = List.copyOf(clauses);
        reasons = List.copyOf(reasons);
    }
}
