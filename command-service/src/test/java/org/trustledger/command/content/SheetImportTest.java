package org.trustledger.command.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trustledger.command.content.SheetColumn.Field;
import org.trustledger.command.content.SheetFound.RowProblem;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.ContentFact;
import org.trustledger.events.LocalizedText;

/** From rows of a spreadsheet to what a document made of them would record. */
class SheetImportTest {
    private static final Instant LATER = Documents.NOW.plus(Duration.ofDays(30));
    private static final String LOADED = Documents.HEAD
                    .replace("label: Data protection", "label: Data protection, from: 2024-01-01")
                    .replace("kind: framework", "kind: framework, from: 2024-01-01")
            + """
            answers:
              - id: keys
                category: data-protection
                tags: [gdpr]
                question: {en: Who holds the keys?, sv: Vem har nycklarna?}
                text: {en: We do., sv: Det har vi.}
                from: 2026-01-01
                reason: A new safe
                earlier:
                  - {from: 2025-01-01, text: null, reason: The beginning}
              - id: exit
                category: data-protection
                question: How do we leave?
                text: By asking.
                from: 2025-06-01
            """;

    private final List<ContentFact> facts = loaded();
    private ContentState state = Documents.state(new ArrayList<>(facts));

    @Test
    void columnsAreKnownByTheirHeadings() {
        assertThat(SheetColumn.guess(
                        List.of(
                                "#",
                                "Category",
                                "Fråga",
                                "Question (English)",
                                "question.sv",
                                "Answer",
                                "text_sv",
                                "Tags",
                                "Notes"),
                        List.of("en", "sv")))
                .extracting(SheetColumn::key)
                .containsExactly("id", "category", "question.sv", "question.en", "", "text.en", "text.sv", "tags", "");
    }

    @Test
    void smallWordsOfOtherHeadingsAreNoIds() {
        assertThat(SheetColumn.guess(
                        List.of("Question ID", "Access control question", "Answer (Yes/No)"), List.of("en", "sv")))
                .extracting(SheetColumn::key)
                .containsExactly("id", "question.en", "text.en");
        assertThat(SheetColumn.guess(List.of("Ref. no", "Access"), List.of("en")))
                .extracting(SheetColumn::key)
                .containsExactly("id", "access");
    }

    @Test
    void anAnswerIsNewChangedOrTheSame() {
        var outcome = imported("""
                id;category;question;answer;answer sv;tags
                keys;;;We do, in a safe.;;
                exit;data-protection;How do we leave?;By asking.;;
                ;Data protection;Where is it?;In **Luleå**.;I **Luleå**.;GDPR
                """);

        assertThat(outcome.found()).isEqualTo(new SheetFound(1, 1, 1, 0, List.of()));
        assertThat(recorded(outcome))
                .extracting(
                        fact -> fact.statement().item(),
                        fact -> fact.statement().validFrom(),
                        fact -> text(fact, "en"),
                        fact -> fact.statement().reason().in("en", "en"),
                        fact -> fact.statement().corrects())
                .containsExactly(
                        tuple("keys", LATER, "We do, in a safe.", "Asked by everybody", null),
                        tuple("where-is-it", LATER, "In **Luleå**.", "Asked by everybody", null));
        assertThat(text(recorded(outcome).getFirst(), "sv"))
                .as("an empty cell changes nothing")
                .isEqualTo("Det har vi.");
        assertThat(answer(recorded(outcome).getLast()).tags()).containsExactly("gdpr");
    }

    @Test
    void thePastStaysAsItWas() {
        var after =
                state.after(recorded(imported("id,category,tags,answer\nkeys,data-protection,,We do now.\n")), LATER);

        var before = state.of(new ItemId(ContentKind.ANSWER, "keys")).stretches();
        assertThat(after.of(new ItemId(ContentKind.ANSWER, "keys")).stretches().subList(0, 2))
                .extracting(Stated::from, Stated::content, Stated::reason)
                .containsExactlyElementsOf(before.stream()
                        .map(stated -> tuple(stated.from(), stated.content(), stated.reason()))
                        .toList());
    }

    @Test
    void aRowWithoutAnIdIsKnownByItsQuestion() {
        assertThat(recorded(imported("fråga,svar\nvem har  NYCKLARNA?,Vi har dem.\n")))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.statement().item()).isEqualTo("keys");
                    assertThat(text(fact, "sv")).isEqualTo("Vi har dem.");
                    assertThat(text(fact, "en")).isEqualTo("We do.");
                });
    }

    @Test
    void everyRowThatIsWrongIsInOneReport() {
        var outcome = imported("""
                id,category,question,answer,tags,access
                a,incidents,Why?,Because.,,
                b,data-protecton,Why not?,Because.,gdrp,secret
                c,data-protection,,Nothing is asked.,,
                keys,,,We do.,,
                keys,,,We do not.,,
                d,data-protection,%s,Long.,,
                e,data-protection,Right?,Yes.,gdpr,internal
                """.formatted("x".repeat(301)));

        assertThat(outcome.found().problems())
                .extracting(
                        RowProblem::row,
                        RowProblem::column,
                        problem -> problem.message().in("en", "en"))
                .containsExactly(
                        tuple(2, "category", "There is no category 'incidents'."),
                        tuple(3, "category", "There is no category 'data-protecton'. Is 'data-protection' meant?"),
                        tuple(3, "tags", "There is no tag 'gdrp'. Is 'gdpr' meant?"),
                        tuple(3, "access", "'secret' is none of public, on-request and internal."),
                        tuple(4, "question", "The row has no question in 'en', the default language."),
                        tuple(6, "id", "The answer 'keys' stands in row 5 already: keep one of them."),
                        tuple(7, "question", "question in 'en' has 301 characters; at most 300 fit."));
        assertThat(outcome.found().wrong()).isEqualTo(5);
        assertThat(outcome.found().same()).isOne();
        assertThat(recorded(outcome))
                .extracting(fact -> fact.statement().item())
                .containsExactly("e");
    }

    @Test
    void moreWrongRowsThanADocumentTellsAreAllTold() {
        var rows = new StringBuilder("id,category,question,answer\n");
        for (var row = 0; row < 1_200; row++) {
            rows.append("a%d,data-protection,%s,Yes.\n".formatted(row, "x".repeat(301)));
        }

        var found = imported(rows.toString()).found();

        assertThat(found.wrong()).isEqualTo(1_200);
        assertThat(found.problems()).hasSize(1_200);
        assertThat(found.right()).isZero();
    }

    @Test
    void idsAreMadeOfQuestionsAndNeverTwice() {
        assertThat(recorded(imported("""
                        category,question,answer
                        data-protection,Är det säkert?,Ja.
                        data-protection,Ar det sakert?,Ja.
                        data-protection,???,Ja.
                        """)))
                .extracting(fact -> fact.statement().item())
                .containsExactly("ar-det-sakert", "ar-det-sakert-2", "row-4");
    }

    @Test
    void twoRowsThatAskTheSameAreOneAnswer() {
        var found = imported("""
                        category,question,answer
                        data-protection,Do you encrypt?,Yes.
                        data-protection,do you  encrypt?,No.
                        """).found();

        assertThat(found.added()).isOne();
        assertThat(found.problems())
                .extracting(problem -> problem.message().in("en", "en"))
                .containsExactly("The answer 'do-you-encrypt' stands in row 2 already: keep one of them.");
    }

    @Test
    void anAnswerThatEndedComesBack() {
        amend("from: 2025-06-01\n", "from: 2025-06-01\n    until: 2026-02-01\n");

        var outcome = imported("question,answer\nHow do we leave?,By asking.\n");

        assertThat(outcome.found()).isEqualTo(new SheetFound(0, 1, 0, 0, List.of()));
        assertThat(recorded(outcome))
                .extracting(
                        fact -> fact.statement().item(),
                        fact -> fact.statement().validFrom())
                .containsExactly(tuple("exit", LATER));
    }

    @Test
    void whatIsAnnouncedIsLeftToADocument() {
        amend(
                "text: By asking.\n    from: 2025-06-01\n",
                "text: By a form.\n    from: 2030-01-01\n    earlier: [{from: 2025-06-01, text: By asking.}]\n");

        assertThat(imported("id,answer\nexit,By asking.\n").found()).isEqualTo(new SheetFound(0, 0, 1, 0, List.of()));
        assertThat(imported("id,answer\nexit,By a form.\n").found().same()).isOne();
        assertThat(imported("id,answer\nexit,Never.\n").found().problems())
                .extracting(problem -> problem.message().in("en", "en"))
                .containsExactly("Something is announced for 'exit': what applies when is said under Content as code.");
        assertThat(imported("id,answer,access\nexit,By asking.,internal\n")
                        .found()
                        .changed())
                .isOne();
    }

    @Test
    void aRowTellsOnlyItsFirstProblems() {
        var found = imported("id,answer,tags\nkeys,Yes.,\"%s\"\n"
                        .formatted(IntStream.range(0, 5_000)
                                .mapToObj(tag -> "x" + tag)
                                .collect(Collectors.joining(","))))
                .found();

        assertThat(found.problems()).hasSize(10);
        assertThat(found.wrong()).isOne();
    }

    @Test
    void aTextIsAsItStandsThereAndNoFormula() {
        assertThat(recorded(imported("id,answer\nkeys,\"'=cmd|' /C calc'!A0\"\n")))
                .singleElement()
                .satisfies(fact -> assertThat(text(fact, "en")).isEqualTo("=cmd|' /C calc'!A0"));
    }

    private SheetImport.Outcome imported(String csv) {
        var sheet = new SheetReader().read(csv.getBytes(UTF_8));
        var columns = SheetColumn.guess(sheet.headings(), List.of("en", "sv"));
        assertThat(columns).extracting(SheetColumn::field).contains(Field.TEXT);
        return SheetImport.of(
                sheet,
                columns,
                state,
                LocalizedText.of("en", "Asked by everybody"),
                new ContentReader(new ContentSchema()),
                LATER);
    }

    private List<ContentFact> recorded(SheetImport.Outcome outcome) {
        var document = new ContentReader(new ContentSchema()).read(outcome.bytes(), DocumentFormat.JSON, LATER);
        return Documents.decide(
                Documents.apply(document, Removals.NONE, Set.of(state.contentPosition())), state, LATER);
    }

    private void amend(String before, String after) {
        assertThat(LOADED).contains(before);
        var document = Documents.read(LOADED.replace(before, after));
        facts.addAll(Documents.decide(
                Documents.apply(document, Removals.NONE, Set.of(state.contentPosition())),
                state,
                LATER.minusSeconds(60)));
        state = Documents.state(new ArrayList<>(facts));
    }

    private static List<ContentFact> loaded() {
        return new ArrayList<>(
                Documents.decide(Documents.apply(Documents.read(LOADED)), new ContentState(), Documents.NOW));
    }

    private static String text(ContentFact fact, String language) {
        return Objects.requireNonNull(answer(fact).text()).in(language, language);
    }

    private static Answer answer(ContentFact fact) {
        return ((AnswerPublished) fact).content();
    }
}
