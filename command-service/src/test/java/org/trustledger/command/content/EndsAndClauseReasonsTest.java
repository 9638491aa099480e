package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Clause;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.Trigger;

class EndsAndClauseReasonsTest {
    private static final String DPA = """
            agreements:
              - id: dpa
                title: DPA
                trigger: changed-legislation
                legalSource: Regulation (EU) 2024/1689
                from: 2026-03-01
                clauses:
                  - {id: a, number: 1, heading: A, text: A}
                  - {id: b, number: 2, heading: B, text: B, reason: The act asks for it, legalSource: Article 50}
                removedClauses: [{id: c, reason: Nobody needed it, trigger: commercial}]
                earlier:
                  - from: 2025-03-01
                    trigger: commercial
                    allClauses: [{id: c, number: 1, heading: C, text: C}, {id: a, number: 2, heading: A, text: A}]
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from: 2026-03-01, until: 2026-03-01                            | until must come after the beginning, and 2026-03-01 does not come after 2026-03-01.
            until: 2026-11-22                                              | until must come after the beginning, and 2026-11-22 does not come after the day it is recorded.
            from: 2026-03-01, until: 2026-02-30                            | until '2026-02-30' is no day of the calendar between 1900 and 2199.
            from: 2026-03-01, earlier: [{from: 2026-01-01, until: 2026-03-01}] | until must come before the next version begins, 2026-03-01: leave it out if that one follows at once.
            from: 2026-03-01, until: soon                                  | until must be a date such as 2026-03-12, or an instant such as 2026-03-12T09:00:00Z.
            """)
    void anEndThatCannotBeIsTold(String dates, String message) {
        assertThat(problems("pillars: [{id: a, title: A, text: A, %s}]".formatted(dates)))
                .containsExactly(message);
    }

    @Test
    void aRemovalOfADataCenterIsNotDatedAhead() {
        assertThat(problems("dataCenters: [{id: n, name: N, operator: N AB, location: L, country: SE, purpose: P,"
                        + " services: [S], from: 2026-01-01, until: 2026-12-24}]"))
                .singleElement()
                .asString()
                .startsWith("until lies in the future: a removal is announced, not dated.");
    }

    @Test
    void theProfileHasNoEnd() {
        assertThat(assertThrows(
                                InvalidContent.class,
                                () -> Documents.read(Documents.HEAD.replace("P30D", "P30D\n  until: 2026-12-24")))
                        .problems())
                .extracting(Problem::path)
                .containsExactly("/profile/until");
    }

    @Test
    void aRevisionTellsItsLegalSourceAndWhyAClauseChanged() {
        var versions = Documents.read(Documents.HEAD + DPA).items().getLast().versions();

        assertThat((AgreementRevision) versions.getLast().content()).satisfies(revision -> {
            assertThat(revision.legalSource()).isNotNull();
            assertThat(revision.reasons())
                    .extracting(
                            ClauseReason::clause,
                            ClauseReason::trigger,
                            reason -> reason.reason().in("en", "en"))
                    .containsExactly(
                            tuple("b", Trigger.CHANGED_LEGISLATION, "The act asks for it"),
                            tuple("c", Trigger.COMMERCIAL, "Nobody needed it"));
        });
        assertThat((AgreementRevision) versions.getFirst().content()).satisfies(revision -> {
            assertThat(revision.legalSource()).isNull();
            assertThat(revision.reasons()).isEmpty();
            assertThat(revision.clauses()).extracting(Clause::id).containsExactly("c", "a");
        });
    }

    @Test
    void reasonsThatSayTooLittleOrTooMuchAreTold() {
        assertThat(problems(DPA.replace("reason: The act asks for it, ", "")))
                .containsExactly("reason is missing: legalSource tells more about why this clause changed.");
        assertThat(problems(DPA.replace("[{id: c, reason", "[{id: a, reason")))
                .containsExactly("Clause 'a' is there in this version, so it was not removed.");
        assertThat(problems(DPA.replace("allClauses:", "withoutClauses: [b]\n        allClauses:")))
                .containsExactly("allClauses says everything already: leave out withoutClauses.");
    }

    private static List<String> problems(String yaml) {
        return assertThrows(InvalidContent.class, () -> Documents.read(Documents.HEAD + yaml)).problems().stream()
                .map(Problem::inEnglish)
                .toList();
    }
}
