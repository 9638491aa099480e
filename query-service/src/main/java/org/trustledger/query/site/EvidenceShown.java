package org.trustledger.query.site;

import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Evidence;
import org.trustledger.query.statements.Stated;

/**
 * What bears an answer out, as a way there.
 *
 * @param title of the document or the agreement
 * @param clause number and heading of the one clause that is meant; null if all of it is
 */
public record EvidenceShown(Said title, @Nullable Said clause, String href) {

    /** As it reads at the point in time; an agreement that is not stated then goes by its id. */
    static EvidenceShown of(Visit visit, Evidence evidence) {
        var reader = visit.reader();
        var agreement = evidence.agreement();
        if (agreement == null) {
            return new EvidenceShown(
                    evidence.title() == null ? new Said(evidence.address(), null) : reader.said(evidence.title()),
                    null,
                    evidence.address());
        }
        var clause = evidence.clause();
        return new EvidenceShown(
                visit.contents().agreements().stream()
                        .filter(stated -> stated.id().equals(agreement))
                        .findFirst()
                        .map(stated -> reader.said(stated.content().title()))
                        .orElse(new Said(agreement, null)),
                clause == null ? null : clause(visit, agreement, clause),
                clause == null
                        ? visit.agreement(agreement).href()
                        : visit.clause(agreement, clause).href());
    }

    private static Said clause(Visit visit, String agreement, String id) {
        return visit.contents().agreements().stream()
                .filter(stated -> stated.id().equals(agreement))
                .map(Stated::content)
                .map(AgreementRevision::clauses)
                .flatMap(clauses -> clauses.stream())
                .filter(clause -> clause.id().equals(id))
                .findFirst()
                .map(clause -> {
                    var heading = visit.reader().said(clause.heading());
                    return new Said("%s %s".formatted(clause.number(), heading.text()), heading.language());
                })
                .orElse(new Said(id, null));
    }

    /** On one line, for where it is compared. */
    String inWords() {
        return clause == null ? title.text() : "%s, %s".formatted(title.text(), clause.text());
    }
}
