package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.ContentFact;
import org.trustledger.events.Pillar;
import org.trustledger.events.PillarPublished;
import org.trustledger.events.Publication;
import org.trustledger.events.Statement;
import org.trustledger.events.TrustCenterId;

class ApplyContentTest {
    private static final Instant FIRST = Documents.NOW;
    private static final Instant LATER = FIRST.plusSeconds(86_400);

    private static final String UNDATED = Documents.HEAD + """
            answers:
              - {id: keys, category: data-protection, tags: [gdpr], question: Who holds the keys?, text: You do.}
              - {id: exit, category: data-protection, question: How do we leave?, text: With your data.}
            """;

    private static final String DATED = Documents.HEAD + """
            pillars:
              - id: open
                title: Open
                text: We write down what we do.
                from: 2026-03-12
                reason: A promise to say more
                earlier:
                  - {from: 2025-06-14, title: Quiet, reason: The first words}
            """;

    @Test
    void anEmptyTrustCenterIsLoadedInTheOrderInWhichThingsRefer() {
        var facts = decide(
                List.of(),
                DATED
                        + UNDATED.substring(Documents.HEAD.length())
                        + """
                agreements:
                  - {id: dpa, title: DPA, trigger: commercial, clauses: [{id: a, number: 1, heading: A, text: A}]}
                dataCenters:
                  - {id: north, name: North, operator: N AB, location: Luleå, country: SE, purpose: All, services: [All]}
                subprocessors:
                  - &#CHILD
                  - &#PARENT
                """.replace("&#CHILD", subprocessor("child") + ", parent: parent}")
                                .replace("&#PARENT", subprocessor("parent") + "}"));

        assertThat(facts)
                .extracting(fact ->
                        new ItemId(ContentKind.of(fact), fact.statement().item()).toString())
                .containsExactly(
                        "profile",
                        "categories/data-protection",
                        "tags/gdpr",
                        "pillars/open",
                        "pillars/open",
                        "answers/keys",
                        "answers/exit",
                        "agreements/dpa",
                        "subprocessors/parent",
                        "subprocessors/child",
                        "dataCenters/north");
    }

    @Test
    void earlierVersionsEndWhereTheNextBeginsAndAreNumberedFromTheFirst() {
        var facts = decide(List.of(), DATED);

        assertThat(statementsOf("open", facts))
                .extracting(
                        Statement::revision,
                        Statement::validFrom,
                        Statement::validTo,
                        statement -> statement.reason().in("en", "en"))
                .containsExactly(
                        tuple(
                                1,
                                Instant.parse("2025-06-13T22:00:00Z"),
                                Instant.parse("2026-03-11T23:00:00Z"),
                                "The first words"),
                        tuple(2, Instant.parse("2026-03-11T23:00:00Z"), null, "A promise to say more"));
    }

    @Test
    void whatHasNoDateAppliesFromTheMomentItIsRecordedForTheReasonOfTheDocument() {
        var facts = decide(List.of(), UNDATED);

        assertThat(statementsOf("keys", facts))
                .extracting(
                        Statement::validFrom,
                        Statement::validTo,
                        statement -> statement.reason().in("sv", "en"))
                .containsExactly(tuple(FIRST, null, "Första publiceringen"));
    }

    @Test
    void placesHaveGapsInTheOrderOfTheDocument() {
        var facts = decide(List.of(), UNDATED);

        assertThat(facts)
                .filteredOn(AnswerPublished.class::isInstance)
                .extracting(fact -> Places.of(((Publication) fact).content()))
                .containsExactly(1_000L, 2_000L);
    }

    @Test
    void theSameDocumentAgainChangesNothing() {
        var recorded = decide(List.of(), UNDATED);

        assertThat(decide(recorded, UNDATED)).isEmpty();
        assertThat(decide(recorded, UNDATED.replace("First publication", "Another reason to apply it")))
                .isEmpty();
        assertThat(decide(decide(List.of(), DATED), DATED)).isEmpty();
    }

    @Test
    void leavingOutRemovesNothingAndIsTold() {
        var recorded = decide(List.of(), UNDATED);
        var apply = Documents.apply(Documents.read(Documents.HEAD + """
                answers:
                  - {id: exit, category: data-protection, question: How do we leave?, text: With your data.}
                """));
        var state = ContentState.of(recorded);

        assertThat(apply.decide(state, LATER)).isEmpty();
        assertThat(apply.leftOut(state)).extracting(ItemId::toString).containsExactly("answers/keys");
    }

    @Test
    void whateverDiffersOnALoadedTrustCenterNeedsAReview() {
        var recorded = decide(List.of(), UNDATED + DATED.substring(Documents.HEAD.length()));

        var refusal =
                assertThrows(ReviewNeeded.class, () -> decide(recorded, Documents.HEAD.replace("P30D", "P60D") + """
                pillars:
                  - id: open
                    title: Open
                    text: We write down everything.
                    from: 2026-03-13
                    reason: A promise to say more
                    earlier:
                      - {from: 2025-06-14, title: Silent, reason: Other first words}
                      - {from: 2024-06-14, title: Mute}
                answers:
                  - {id: keys, category: data-protection, tags: [gdpr], question: Who holds the keys?, text: You do.}
                  - {id: logs, category: data-protection, question: Who reads the logs?}
                  - {id: exit, category: data-protection, question: How do we leave?, text: With your data.}
                """));

        assertThat(refusal.differences())
                .extracting(
                        Difference::kind, Difference::item, Difference::change, Difference::from, Difference::fields)
                .containsExactly(
                        tuple("profile", "profile", "changed", null, List.of("defaultNoticePeriod")),
                        tuple("pillars", "open", "added", Instant.parse("2024-06-13T22:00:00Z"), List.of()),
                        tuple(
                                "pillars",
                                "open",
                                "changed",
                                Instant.parse("2025-06-13T22:00:00Z"),
                                List.of("reason", "text", "title")),
                        tuple("pillars", "open", "changed", null, List.of("from", "text")),
                        tuple("answers", "logs", "added", null, List.of()));
        assertThat(refusal)
                .hasMessage("The trust center has content already, and the document differs from it in 5"
                        + " places. Only an empty trust center is loaded without review. Nothing was recorded.");
    }

    @Test
    void movingAnItemDiffersInItsPlaceOnly() {
        var recorded = decide(List.of(), UNDATED);
        var lines = UNDATED.lines().toList();
        var moved = String.join("\n", lines.subList(0, lines.size() - 2)) + "\n" + lines.getLast() + "\n"
                + lines.get(lines.size() - 2);

        var refusal = assertThrows(ReviewNeeded.class, () -> decide(recorded, moved));

        assertThat(refusal.differences())
                .extracting(Difference::item, Difference::fields)
                .containsExactly(tuple("exit", List.of("order")));
    }

    @Test
    void aFactReplacesWhatWasKnownForItsTimeAndTouchesNothingOutside() {
        var facts = new ArrayList<>(decide(List.of(), DATED));
        var pillar = facts.getLast();
        var correction = new PillarPublished(
                new Statement(
                        "open",
                        3,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-02-01T00:00:00Z"),
                        pillar.statement().reason(),
                        null),
                (Pillar) ((Publication) pillar).content());
        facts.add(correction);

        assertThat(ContentState.of(facts).of(new ItemId(ContentKind.PILLAR, "open")))
                .extracting(ContentState.Stated::revision, ContentState.Stated::from)
                .containsExactly(
                        tuple(1, Instant.parse("2025-06-13T22:00:00Z")),
                        tuple(3, Instant.parse("2026-01-01T00:00:00Z")),
                        tuple(1, Instant.parse("2026-02-01T00:00:00Z")),
                        tuple(2, Instant.parse("2026-03-11T23:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"actuator", "api", "error", "reception"})
    void noTrustCenterBeginsUnderANameThatAddressesNeed(String name) {
        var command = new ApplyContent(new TrustCenterId(name), Documents.read(UNDATED), "actor-1", "correlation-1");

        assertThrows(ReservedName.class, () -> command.decide(ContentState.of(List.of()), FIRST));
    }

    private static String subprocessor(String id) {
        return "{id: " + id + ", legalName: N AB, address: Gatan 1, registrationNumber: 556677-8899, "
                + "contact: {function: DPO, address: dpo@n.example}, processing: All, services: [All], "
                + "dataCategories: [All], storageCountries: [SE], processingCountries: [SE], agreementInPlace: true";
    }

    private static List<ContentFact> decide(List<ContentFact> given, String yaml) {
        return Documents.apply(Documents.read(yaml)).decide(ContentState.of(given), given.isEmpty() ? FIRST : LATER);
    }

    private static List<Statement> statementsOf(String item, List<ContentFact> facts) {
        return facts.stream()
                .map(ContentFact::statement)
                .filter(statement -> statement.item().equals(item))
                .toList();
    }
}
