package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.events.Answer;
import org.trustledger.events.Evidence;
import org.trustledger.events.LocalizedText;

/** What bears an answer out, from the document to the ledger. */
class EvidenceTest {
    private static final String DATED = """
            categories: [{id: data-protection, label: Data protection, from: 2024-01-01}]
            tags: []
            """;
    private static final String AGREEMENT = """
            agreements:
              - id: dpa
                title: DPA
                trigger: commercial
                from: 2025-01-01
                clauses:
                  - {id: scope, number: 1, heading: Scope, text: All.}
                  - {id: notice, number: 2, heading: Notice, text: At once.}
                earlier:
                  - {from: 2024-01-01, trigger: commercial, withoutClauses: [notice]}
            """;
    private static final Evidence CLAUSE = Evidence.agreement("dpa", "scope");

    @Test
    void standsInTheFactAndInTheExport() {
        var evidence = "[{agreement: dpa, clause: scope}, {agreement: dpa},"
                + " {title: {en: Map, sv: Karta}, link: https://fjordsky.example/map}]";
        var state = applied(answer(evidence) + AGREEMENT);

        assertThat(evidence(state))
                .containsExactly(
                        CLAUSE,
                        Evidence.agreement("dpa", null),
                        Evidence.document(text("Map", "Karta"), "https://fjordsky.example/map"));
        var exported = exported(state);
        assertThat(exported).contains("https://fjordsky.example/map");
        assertThat(Documents.decide(Documents.apply(Documents.read(exported)), state, Documents.NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | /answers/0/evidence/0           | Say where it is",
                "{clause: scope}                           | /answers/0/evidence/0           | of which agreement",
                "{agreement: dpa, link: 'https://a.b/c'}   | /answers/0/evidence/0/link      | not both",
                "{link: 'https://a.b/c'}                   | /answers/0/evidence/0           | 'https://a.b/c' is",
                "{agreement: dpa, title: DPA}              | /answers/0/evidence/0/title     | its own title",
                "{title: A, link: 'http://a.b/c'}          | /answers/0/evidence/0/link      | https address",
                "{title: A, link: 'https://a.b/c', clause: scope} | /answers/0/evidence/0/clause | of which agreement",
                "{agreement: dpa, clause: scop}            | /answers/0/evidence/0/clause    | no clause 'scop'"
            })
    void whatNamesNothingIsToldWhereItStands(String evidence, String path, String told) {
        var refusal = assertThrows(
                InvalidContent.class,
                () -> Documents.read(Documents.BEGINNING + DATED + answer("[" + evidence + "]") + AGREEMENT));

        assertThat(refusal.problems()).anySatisfy(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message().byLanguage().get("en")).contains(told);
        });
    }

    @Test
    void nothingBearsOutABareHeading() {
        var heading = answer("[{agreement: dpa}]").replace("    text: We do.\n", "");

        var refusal = assertThrows(
                InvalidContent.class, () -> Documents.read(Documents.BEGINNING + DATED + heading + AGREEMENT));

        assertThat(refusal.problems()).extracting(Problem::path).containsExactly("/answers/0");
    }

    @Test
    void anAgreementThatIsNowhereIsRefused() {
        var refusal = assertThrows(StillReferred.class, () -> applied(answer("[{agreement: dpa}]")));

        assertThat(refusal).hasMessageContaining("agreements/dpa would not be there, and answers/why refers to it");
    }

    @Test
    void aClauseMustBeThereForAsLongAsTheAnswerSaysSo() {
        var refusal = assertThrows(
                StillReferred.class, () -> applied(answer("[{agreement: dpa, clause: notice}]") + AGREEMENT));

        assertThat(refusal.dangling())
                .singleElement()
                .satisfies(dangling -> assertThat(dangling.item()).isEqualTo("agreements/dpa#notice"));
        assertThat(evidence(applied(
                        answer("[{agreement: dpa, clause: notice}]").replace("2024-06-01", "2025-06-01") + AGREEMENT)))
                .containsExactly(Evidence.agreement("dpa", "notice"));
    }

    @Test
    void neitherTheClauseNorTheAgreementGoesWhileAnAnswerNamesIt() {
        var state = applied(answer("[{agreement: dpa, clause: scope}]") + AGREEMENT);
        var without = AGREEMENT
                .replace("from: 2025-01-01", "from: 2026-01-01")
                .replace("      - {id: scope, number: 1, heading: Scope, text: All.}\n", "")
                .replace(
                        ", withoutClauses: [notice]", ", allClauses: [{id: scope, number: 1, heading: S, text: All.}]");

        assertThat(assertThrows(StillReferred.class, () -> decide(without, state, Set.of())))
                .hasMessageContaining("agreements/dpa#scope would not be there");
        assertThat(assertThrows(StillReferred.class, () -> decide("", state, Set.of("agreements/dpa"))))
                .hasMessageContaining("agreements/dpa#scope would not be there");
    }

    @Test
    void linesInTheBrowserSayTheSame() {
        var languages = List.of("en", "sv");
        var evidence = List.of(
                CLAUSE,
                Evidence.agreement("dpa", null),
                Evidence.document(text("Map", "Karta"), "https://fjordsky.example/map"),
                Evidence.document(
                        new LocalizedText(new TreeMap<>(Map.of("sv", "Intyg"))), "https://fjordsky.example/x"));

        var lines = EvidenceLines.of(evidence, languages);

        assertThat(lines).isEqualTo("""
                agreements/dpa#scope
                agreements/dpa
                https://fjordsky.example/map Map | Karta
                https://fjordsky.example/x  | Intyg""");
        assertThat(EvidenceLines.read(EvidenceLines.tidied(lines), languages)).hasToString("""
                [{"agreement":"dpa","clause":"scope"},{"agreement":"dpa"},\
                {"link":"https://fjordsky.example/map","title":{"en":"Map","sv":"Karta"}},\
                {"link":"https://fjordsky.example/x","title":{"sv":"Intyg"}}]""");
    }

    private static String answer(String evidence) {
        return """
                answers:
                  - id: why
                    category: data-protection
                    question: Why?
                    text: We do.
                    evidence: %s
                    from: 2024-06-01
                """.formatted(evidence);
    }

    private static ContentState applied(String items) {
        var document = Documents.read(Documents.BEGINNING + DATED + items);
        return Documents.state(Documents.decide(Documents.apply(document), new ContentState(), Documents.NOW));
    }

    private static void decide(String items, ContentState state, Set<String> removals) {
        var document = Documents.read(Documents.BEGINNING + DATED + items);
        Documents.decide(
                Documents.apply(document, Removals.of(removals), Set.of(state.contentPosition())),
                state,
                Documents.NOW);
    }

    private static List<Evidence> evidence(ContentState state) {
        var answer = (Answer) Objects.requireNonNull(
                state.of(new ItemId(ContentKind.ANSWER, "why")).lastContent());
        return answer.evidence();
    }

    private static String exported(ContentState state) {
        var out = new ByteArrayOutputStream();
        Export.write(state, DocumentFormat.YAML, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static LocalizedText text(String english, String swedish) {
        return new LocalizedText(new TreeMap<>(Map.of("en", english, "sv", swedish)));
    }
}
