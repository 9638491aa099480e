package org.trustledger.events;

import java.util.List;

/**
 * The whole wording of an agreement as one revision has it.
 *
 * @param order place among the agreements, ascending, with gaps
 * @param clauses every clause in the order of the text, the unchanged ones too
 */
public record AgreementRevision(long order, LocalizedText title, Trigger trigger, List<Clause> clauses)
        implements Content {

    public AgreementRevision {
        clauses = List.copyOf(clauses);
    }
}
