package org.trustledger.command.content;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.trustledger.command.content.AnswerEdit.Timing;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.ContentFact;

/** What an edit of one answer comes to, as the plan tells it. */
class AnswerDocumentTest {
    private static final String CONTENT = Documents.BEGINNING + """
            categories:
              - {id: keys, label: Keys, from: 2020-01-01}
              - {id: incidents, label: Incidents, from: 2020-01-01}
            tags:
              - {id: nis2, label: NIS2, kind: framework, from: 2020-01-01}
              - {id: gdpr, label: GDPR, kind: framework, from: 2020-01-01}
            answers:
              - id: holder
                category: keys
                tags: [gdpr, nis2]
                question: {en: Who holds the keys?, sv: Vem har nycklarna?}
                text: {en: You do., sv: Du.}
                from: 2025-01-01
                earlier:
                  - {from: 2024-01-01, text: {en: We do., sv: Vi.}}
              - {id: desk, category: incidents, question: Whom do we call?, text: The desk., from: 2024-01-01}
              - {id: heading, category: keys, question: Other matters, from: 2024-01-01}
            """;

    private static final Instant NOW = Documents.NOW;
    private final ContentState state =
            Documents.state(Documents.decide(Documents.apply(Documents.read(CONTENT)), new ContentState(), NOW));

    @Test
    void whatReadsTheSameChangesNothing() {
        assertThat(plan(edit("holder", answer -> answer)).changes()).isEmpty();
        assertThat(plan(edit("desk", answer -> answer)).changes()).isEmpty();
        assertThat(plan(edit("heading", answer -> answer)).changes()).isEmpty();
    }

    @Test
    void tagsInAnotherOrderAreTheSame() {
        assertThat(plan(edit("holder", answer -> with(answer, List.of("nis2", "gdpr"), Timing.NOW)))
                        .changes())
                .isEmpty();
    }

    @Test
    void onlyWhoMayReadItChanges() {
        var plan = plan(new AnswerEdit(
                "desk",
                false,
                "incidents",
                List.of(),
                texts(Map.of("en", "Whom do we call?")),
                texts(Map.of("en", "The desk.")),
                "",
                Access.INTERNAL,
                Timing.NOW,
                "",
                texts(Map.of("en", "Why not")),
                "",
                0));

        assertThat(plan.changes()).extracting(Plan.Line::change).containsExactly(Change.Kind.ACCESS);
    }

    @Test
    void aNewVersionLeavesTheOnesBeforeAsTheyWere() {
        var edit = edit("holder", answer -> says(answer, "The two of us do.", Timing.NOW));

        assertThat(plan(edit).changes()).singleElement().satisfies(line -> {
            assertThat(line.change()).isEqualTo(Change.Kind.CHANGED);
            assertThat(line.from()).isEqualTo(NOW);
            assertThat(line.fields()).containsExactly("text");
        });
        var after = after(edit);
        assertThat(text(after, "2024-06-01T00:00:00Z")).isEqualTo("We do.");
        assertThat(text(after, "2026-01-01T00:00:00Z")).isEqualTo("You do.");
        assertThat(text(after, "2027-01-01T00:00:00Z")).isEqualTo("The two of us do.");
    }

    @Test
    void aCorrectionChangesTheVersionThatStandsAndNoneBefore() {
        var edit = edit("holder", answer -> says(answer, "The two of us do.", Timing.CORRECTION));

        assertThat(plan(edit).changes()).singleElement().satisfies(line -> {
            assertThat(line.change()).isEqualTo(Change.Kind.CORRECTED);
            assertThat(line.from()).isEqualTo(Instant.parse("2024-12-31T23:00:00Z"));
        });
        var after = after(edit);
        assertThat(text(after, "2024-06-01T00:00:00Z")).isEqualTo("We do.");
        assertThat(text(after, "2026-01-01T00:00:00Z")).isEqualTo("The two of us do.");
    }

    @Test
    void aCorrectionThatAddsTagsGivesNoneToTheVersionsBefore() {
        var edit = edit("desk", answer -> with(answer, List.of("gdpr"), Timing.CORRECTION));
        assertThat(plan(edit).changes()).extracting(Plan.Line::item).containsExactly("desk");

        var bare = edit("heading", answer -> says(answer, "Now with words.", Timing.CORRECTION));
        assertThat(plan(bare).changes()).extracting(Plan.Line::item).containsExactly("heading");
    }

    @Test
    void fromALaterDayItIsAnnounced() {
        var said = edit("holder", answer -> says(answer, "The two of us do.", Timing.LATER));
        var edit = new AnswerEdit(
                said.item(),
                false,
                said.category(),
                said.tags(),
                said.question(),
                said.text(),
                said.evidence(),
                said.access(),
                Timing.LATER,
                "2027-03-01",
                said.reason(),
                "",
                0);

        assertThat(plan(edit).changes())
                .singleElement()
                .satisfies(line -> assertThat(line.from()).isEqualTo(Instant.parse("2027-02-28T23:00:00Z")));
        assertThat(text(after(edit), "2027-01-01T00:00:00Z")).isEqualTo("You do.");
    }

    @Test
    void retiringRemovesItAndNothingElse() {
        assertThat(plan(edit("desk", answer -> with(answer, List.of(), Timing.RETIRED)))
                        .changes())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.change()).isEqualTo(Change.Kind.REMOVED);
                    assertThat(line.item()).isEqualTo("desk");
                });
    }

    @Test
    void whatWasRetiredBeginsAnewWithTheSameWords() {
        var retired = after(edit("desk", answer -> with(answer, List.of(), Timing.RETIRED)));
        var later = NOW.plusSeconds(3_600);
        var edit = edit("desk", answer -> answer);

        var plan = plan(retired, edit, later);

        assertThat(plan.changes())
                .singleElement()
                .satisfies(line -> assertThat(line.from()).isEqualTo(later));
    }

    @Test
    void theIdOfANewAnswerThatSomebodyElseHasTakenMeanwhileIsAnother() {
        var added = new AnswerEdit(
                "desk",
                true,
                "keys",
                List.of(),
                texts(Map.of("en", "Whom?")),
                texts(Map.of()),
                "",
                Access.PUBLIC,
                Timing.NOW,
                "",
                texts(Map.of("en", "So")),
                "",
                0);

        assertThat(AnswerDocument.named(state, added).item()).isEqualTo("desk-2");
    }

    private AnswerEdit edit(String item, UnaryOperator<AnswerEdit> change) {
        var answer = (Answer)
                requireNonNull(state.of(new ItemId(ContentKind.ANSWER, item)).lastContent());
        return change.apply(new AnswerEdit(
                item,
                false,
                answer.category(),
                answer.tags(),
                answer.question().byLanguage(),
                answer.text() == null ? texts(Map.of()) : answer.text().byLanguage(),
                EvidenceLines.of(answer.evidence(), List.of("en", "sv")),
                Access.PUBLIC,
                Timing.NOW,
                "",
                texts(Map.of("en", "Because")),
                "",
                0));
    }

    private static AnswerEdit says(AnswerEdit edit, String english, Timing timing) {
        var text = new TreeMap<>(edit.text());
        text.put("en", english);
        return new AnswerEdit(
                edit.item(),
                false,
                edit.category(),
                edit.tags(),
                edit.question(),
                text,
                edit.evidence(),
                edit.access(),
                timing,
                "",
                edit.reason(),
                "",
                0);
    }

    private static AnswerEdit with(AnswerEdit edit, List<String> tags, Timing timing) {
        return new AnswerEdit(
                edit.item(),
                false,
                edit.category(),
                tags,
                edit.question(),
                edit.text(),
                edit.evidence(),
                edit.access(),
                timing,
                "",
                edit.reason(),
                "",
                0);
    }

    private static TreeMap<String, String> texts(Map<String, String> texts) {
        return new TreeMap<>(texts);
    }

    private Plan plan(AnswerEdit edit) {
        return plan(state, edit, NOW);
    }

    private static Plan plan(ContentState state, AnswerEdit edit, Instant now) {
        return Plan.of(command(state, edit, now), state, now);
    }

    private static ApplyContent command(ContentState state, AnswerEdit edit, Instant now) {
        var document = new ContentReader(new ContentSchema())
                .read(AnswerDocument.of(state, edit, now), DocumentFormat.JSON, now);
        return Documents.apply(document, Removals.of(AnswerDocument.removals(edit)), Set.of(state.contentPosition()));
    }

    private ContentState after(AnswerEdit edit) {
        List<ContentFact> facts = Documents.decide(command(state, edit, NOW), state, NOW);
        return state.after(facts, NOW);
    }

    private static String text(ContentState state, String at) {
        var stated = requireNonNull(
                state.of(new ItemId(ContentKind.ANSWER, "holder")).at(Instant.parse(at)));
        return requireNonNull(((Answer) requireNonNull(stated.content())).text())
                .in("en", "en");
    }
}
