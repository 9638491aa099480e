package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.ContentFact;
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

    private final List<ContentFact> known = new ArrayList<>();

    @Test
    void anEmptyTrustCenterIsLoadedInTheOrderInWhichThingsRefer() {
        when(DATED
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

        assertThat(known)
                .extracting(fact -> ItemId.of(fact).toString())
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
        when(DATED);

        assertThat(known)
                .map(ContentFact::statement)
                .filteredOn(statement -> statement.item().equals("open"))
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
        given(UNDATED);

        assertThat(known)
                .map(ContentFact::statement)
                .filteredOn(statement -> statement.item().equals("keys"))
                .extracting(
                        Statement::validFrom,
                        Statement::validTo,
                        statement -> statement.reason().in("sv", "en"))
                .containsExactly(tuple(FIRST, null, "Första publiceringen"));
    }

    @Test
    void placesHaveGapsInTheOrderOfTheDocument() {
        when(UNDATED);

        assertThat(known)
                .filteredOn(AnswerPublished.class::isInstance)
                .extracting(fact -> Places.of(((Publication) fact).content()))
                .containsExactly(1_000L, 2_000L);
    }

    @Test
    void anotherReasonToApplyItChangesNothing() {
        given(UNDATED);

        assertThat(when(UNDATED.replace("First publication", "Another reason to apply it")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"actuator", "api", "error", "reception"})
    void noTrustCenterBeginsUnderANameThatAddressesNeed(String name) {
        var command = new ApplyContent(
                new TrustCenterId(name),
                Documents.read(UNDATED),
                Removals.NONE,
                Set.of(),
                "actor-1",
                null,
                "correlation-1");

        assertThrows(ReservedName.class, () -> Documents.decide(command, new ContentState(), FIRST));
    }

    @Test
    void aVersionOfALaterDayIsAnnouncedAndTouchesNothingBefore() {
        given(pillar("B from 2026-01-01"));

        assertThat(when(pillar("B from 2026-01-01", "C from 2026-12-24")))
                .containsExactly("+ C [2026-12-24, ) changed");
    }

    @Test
    void otherWordsSinceTheSameDayCorrectThatVersionToItsEnd() {
        given(pillar("A from 2025-01-01", "B from 2026-01-01"));

        assertThat(when(pillar("A1 from 2025-01-01", "B1 from 2026-01-01")))
                .containsExactly(
                        "+ A1 [2025-01-01, 2026-01-01) corrects 4 corrected",
                        "+ B1 [2026-01-01, ) corrects 5 corrected");
    }

    @Test
    void aVersionBetweenTwoIsACorrectionOfTheOneItCutsShort() {
        given(pillar("A from 2025-01-01", "B from 2026-01-01"));

        assertThat(when(pillar("A from 2025-01-01", "X from 2025-06-01", "B from 2026-01-01")))
                .containsExactly("+ X [2025-06-01, 2026-01-01) corrects 4 corrected");
    }

    @Test
    void aVersionBeforeTheFirstCorrectsNothing() {
        given(pillar("B from 2026-01-01"));

        assertThat(when(pillar("A from 2025-01-01", "B from 2026-01-01")))
                .containsExactly("+ A [2025-01-01, 2026-01-01) added");
    }

    @Test
    void aVersionThatReadsLikeWhatIsKnownThenIsNoChange() {
        given(pillar("A from 2025-01-01", "B from 2026-01-01"));

        assertThat(when(pillar("A from 2025-01-01", "A from 2025-06-01", "B from 2026-01-01")))
                .isEmpty();
    }

    @Test
    void onlyTheChangedPartOfAKnownVersionIsStated() {
        given(pillar("A from 2025-01-01"));

        assertThat(when(pillar("A from 2025-01-01", "X from 2025-06-01", "A from 2025-07-01")))
                .containsExactly("+ X [2025-06-01, 2025-07-01) corrects 4 corrected");
    }

    @Test
    void leavingOutAnEarlierVersionRemovesNothing() {
        given(pillar("A from 2025-01-01", "B from 2026-01-01"));

        assertThat(when(pillar("B from 2026-01-01"))).isEmpty();
        assertThat(when(pillar("C from 2024-01-01", "B from 2026-01-01")))
                .containsExactly("+ C [2024-01-01, 2025-01-01) added");
    }

    @Test
    void withoutADateOtherWordsApplyFromNowAndCorrectNothing() {
        given(pillar("A from 2025-01-01"));

        assertThat(when(pillar("B"))).containsExactly("+ B [now, ) changed");
    }

    @Test
    void withoutADateWhatAppliesNowIsNoChange() {
        given(pillar("A from 2025-01-01", "B from 2026-01-01"));

        assertThat(when(pillar("A from 2025-01-01", "B"))).isEmpty();
    }

    @Test
    void withoutADateWhatIsAnnouncedIsNoChangeAndOtherWordsEndWhereItBegins() {
        given(pillar("A from 2025-01-01", "B from 2026-12-24"));

        assertThat(when(pillar("B"))).isEmpty();
        assertThat(when(pillar("C"))).containsExactly("+ C [now, 2026-12-24) changed");
    }

    @Test
    void withoutADateWhatReadsOtherwiseByAnEarlierVersionGoesOnFromNow() {
        given(pillar("A from 2025-01-01"));

        assertThat(when(pillar("X from 2025-06-01", "A")))
                .containsExactly("+ X [2025-06-01, now) corrects 4 corrected");
    }

    @Test
    void aDateThatWasTooLateIsCorrectedUpToIt() {
        given(pillar("A from 2025-01-01", "B from 2026-01-01"));

        assertThat(when(pillar("A from 2025-01-01", "B from 2025-10-01")))
                .containsExactly("+ B [2025-10-01, 2026-01-01) corrects 5 dated");
        // For a reader it is one version now, so other words hold for all of it.
        assertThat(when(pillar("A from 2025-01-01", "C from 2025-10-01")))
                .containsExactly("+ C [2025-10-01, ) corrects 6 corrected");
    }

    @Test
    void aDateThatWasTooEarlyGoesBackToWhatAppliedBefore() {
        given(pillar("A from 2025-01-01", "B from 2026-01-01"));

        assertThat(when(pillar("A from 2025-01-01", "B from 2026-02-01")))
                .containsExactly("+ A [2026-01-01, 2026-02-01) corrects 5 dated");
    }

    @Test
    void aDateThatWasTooEarlyIsTakenBackWhereNothingAppliedBefore() {
        given(pillar("B from 2026-01-01"));

        assertThat(when(pillar("B from 2026-02-01"))).containsExactly("- [2026-01-01, 2026-02-01) corrects 4 dated");
    }

    @Test
    void anAnnouncedDateThatMovesCorrectsNothing() {
        given(pillar("A from 2025-01-01", "B from 2026-12-24"));

        assertThat(when(pillar("A from 2025-01-01", "B from 2026-12-31")))
                .containsExactly("+ A [2026-12-24, 2026-12-31) dated");
        assertThat(when(pillar("A from 2025-01-01", "B from 2026-12-20")))
                .containsExactly("+ B [2026-12-20, 2026-12-31) dated");
    }

    @Test
    void theProfileCannotBeginLaterThanItDid() {
        given(Documents.HEAD.replace("P30D", "P30D\n  from: 2025-01-01"));

        assertThrows(ProfileStays.class, () -> when(Documents.HEAD.replace("P30D", "P30D\n  from: 2025-02-01")));
    }

    @Test
    void anotherReasonOfItsOwnIsACorrection() {
        given(pillar("A from 2025-01-01 because Once"));

        assertThat(when(pillar("A from 2025-01-01 because Twice")))
                .containsExactly("+ A [2025-01-01, ) corrects 4 corrected");
        assertThat(when(pillar("A because Thrice"))).containsExactly("+ A [2025-01-01, ) corrects 5 corrected");
    }

    @Test
    void movingAnItemInItsListIsAChangeOfItsPlaceOnly() {
        given(UNDATED);
        var lines = UNDATED.lines().toList();
        var moved = String.join("\n", lines.subList(0, lines.size() - 2)) + "\n" + lines.getLast() + "\n"
                + lines.get(lines.size() - 2);

        when(moved);

        assertThat(known.getLast()).isInstanceOfSatisfying(AnswerPublished.class, fact -> {
            assertThat(fact.statement().item()).isEqualTo("exit");
            assertThat(fact.statement().validFrom()).isEqualTo(LATER);
            assertThat(fact.content().order()).isEqualTo(500);
        });
    }

    @Test
    void anEndLeavesAGapAndAnotherVersionFillsItAgain() {
        given(pillar("A from 2025-01-01"));

        assertThat(when(pillar("A from 2025-01-01 until 2025-03-01", "B from 2025-05-01")))
                .containsExactly(
                        "- [2025-03-01, 2025-05-01) corrects 4 removed", "+ B [2025-05-01, ) corrects 4 corrected");
        assertThat(when(pillar("A from 2025-01-01", "B from 2025-05-01"))).isEmpty();
        assertThat(when(pillar("A from 2025-01-01", "X from 2025-03-01", "B from 2025-05-01")))
                .containsExactly("+ X [2025-03-01, 2025-05-01) corrects 5 corrected");
    }

    @Test
    void anEndOfTheLastVersionRemovesFromThen() {
        given(pillar("A from 2025-01-01"));

        assertThat(when(pillar("A from 2025-01-01 until 2026-12-31"))).containsExactly("- [2026-12-31, ) removed");
    }

    @Test
    void anEndThatNothingFollowedNeedsNoRemoval() {
        assertThat(given(pillar("A from 2025-01-01 until 2025-03-01", "B from 2025-05-01")))
                .contains("+ A [2025-01-01, 2025-03-01) added", "+ B [2025-05-01, ) added");
    }

    @Test
    void whatWasRemovedAndStandsInTheDocumentIsThereAgainFromNow() {
        given(pillar("A from 2025-01-01"));
        assertThat(remove(Documents.HEAD, "pillars/open")).containsExactly("- [now, ) removed");

        assertThat(when(pillar("A from 2025-01-01"))).containsExactly("+ A [now, ) added");
    }

    @Test
    void leavingOutRemovesNothingAndIsTold() {
        given(UNDATED);
        var document = Documents.HEAD + """
                answers:
                  - {id: exit, category: data-protection, question: How do we leave?, text: With your data.}
                """;

        assertThat(when(document)).isEmpty();
        assertThat(Documents.apply(Documents.read(document)).leftOut(Documents.state(known), LATER))
                .extracting(ItemId::toString)
                .containsExactly("answers/keys");
        assertThat(remove(document, "answers/keys")).containsExactly("- [now, ) removed");
        assertThat(remove(document, "answers/keys")).isEmpty();
        assertThat(Documents.apply(Documents.read(document)).leftOut(Documents.state(known), LATER))
                .isEmpty();
    }

    @Test
    void everythingLeftOutGoesWhenThatIsSaid() {
        given(UNDATED);

        assertThat(remove(Documents.HEAD.replace("tags: [{id: gdpr, label: GDPR, kind: framework}]", ""), "left-out"))
                .hasSize(3);
        assertThat(known.subList(known.size() - 3, known.size()))
                .extracting(fact -> ItemId.of(fact).toString())
                .containsExactly("answers/exit", "answers/keys", "tags/gdpr");
    }

    @Test
    void whatIsAnnouncedIsRemovedToo() {
        given(pillar("A from 2026-12-24"));

        assertThat(remove(Documents.HEAD, "pillars/open")).containsExactly("- [2026-12-24, ) removed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pillars/never-there", "pillar/open", "open", "answers/", "pillars/open/x"})
    void whatWasNeverThereCannotBeRemoved(String name) {
        given(pillar("A from 2025-01-01"));

        assertThrows(NotRemovable.class, () -> remove(Documents.HEAD, name));
    }

    @Test
    void whatTheDocumentStatesAndTheProfileCannotBeRemoved() {
        given(UNDATED);

        assertThrows(NotRemovable.class, () -> remove(UNDATED, "answers/keys"));
        assertThrows(ProfileStays.class, () -> remove(UNDATED, "profile"));
    }

    @Test
    void whatIsStillReferredToCannotBeRemoved() {
        given(UNDATED);
        var document = Documents.HEAD.replace("[{id: gdpr, label: GDPR, kind: framework}]", "[]");

        var refusal = assertThrows(StillReferred.class, () -> remove(document, "tags/gdpr"));

        assertThat(refusal.dangling())
                .extracting(References.Dangling::item, References.Dangling::by, References.Dangling::from)
                .containsExactly(tuple("tags/gdpr", "answers/keys", LATER));
        assertThat(remove(document, "tags/gdpr", "answers/keys")).hasSize(2);
    }

    @Test
    void aParentCannotBeRemovedBeforeItsChildren() {
        var parent = subprocessor("parent") + "}";
        given(Documents.HEAD + "subprocessors:\n  - " + parent + "\n  - " + subprocessor("child")
                + ", parent: parent}\n");

        var refusal = assertThrows(StillReferred.class, () -> remove(Documents.HEAD, "subprocessors/parent"));

        assertThat(refusal).hasMessageContaining("subprocessors/parent would not be there");
        assertThat(refusal).hasMessageContaining("subprocessors/child refers to it");
    }

    @Test
    void aGapInACategoryIsRefusedWhereAnAnswerStandsInIt() {
        var dated = UNDATED.replace("label: Data protection", "label: Data protection, from: 2025-01-01")
                .replace("kind: framework", "kind: framework, from: 2025-01-01")
                .replace("text: You do.", "text: You do., from: 2025-01-01");
        given(dated);

        assertThrows(
                StillReferred.class,
                () -> when(dated.replace(
                        "label: Data protection, from: 2025-01-01",
                        "label: Data protection, from: 2025-08-01, earlier: [{from: 2025-01-01, until: 2025-07-01}]")));
    }

    @Test
    void aLoadedTrustCenterIsChangedOnlyByWhoSaysWhatTheChangeIsBasedOn() {
        given(pillar("A from 2025-01-01"));
        var state = Documents.state(known);
        var same = Documents.apply(Documents.read(pillar("A from 2025-01-01")));
        var other = Documents.apply(Documents.read(pillar("B from 2025-01-01")));

        assertThat(Documents.decide(same, state, LATER)).isEmpty();
        assertThat(assertThrows(BaseMissing.class, () -> Documents.decide(other, state, LATER)))
                .hasMessageContaining("If-Match: \"4\"");
        assertThat(other.changes(state, LATER)).hasSize(1);
    }

    @Test
    void aStaleBaseIsToldWhatChangedSince() {
        given(pillar("A from 2025-01-01"));
        when(pillar("A from 2025-01-01").replace("P30D", "P60D"));
        var document =
                Documents.read(pillar("B from 2025-01-01").replace("trustLedger: 1", "trustLedger: 1\nbasedOn: 4"));

        assertThat(document.basedOn()).isEqualTo(4);
        var refusal = assertThrows(
                ChangedMeanwhile.class,
                () -> Documents.decide(
                        Documents.apply(document, Removals.NONE, Set.of(4L, 5L)), Documents.state(known), LATER));

        assertThat(refusal.since())
                .extracting(SaidSince::kind, SaidSince::item, SaidSince::position)
                .containsExactly(tuple("profile", "profile", 5L));
    }

    @Test
    void aBaseThatIsNotReachedYetIsRefusedToo() {
        given(pillar("A from 2025-01-01"));
        var command = Documents.apply(Documents.read(pillar("B from 2025-01-01")), Removals.NONE, Set.of(99L));

        assertThat(assertThrows(ChangedMeanwhile.class, () -> Documents.decide(command, Documents.state(known), LATER)))
                .hasMessageContaining("only at 4");
    }

    @Test
    void aFactReplacesWhatWasKnownForItsTimeAndTouchesNothingOutside() {
        given(pillar("A from 2025-01-01", "B from 2026-01-01"));
        when(pillar("A from 2025-01-01", "X from 2025-06-01", "A from 2025-07-01", "B from 2026-01-01"));

        assertThat(Documents.state(known)
                        .of(new ItemId(ContentKind.PILLAR, "open"))
                        .stretches())
                .extracting(Stated::revision, Stated::position)
                .containsExactly(tuple(1, 4L), tuple(3, 6L), tuple(1, 4L), tuple(2, 5L));
    }

    /** Versions such as {@code B from 2026-01-01 until 2026-02-01 because It is so}; the last one is the current. */
    private static String pillar(String... versions) {
        var yaml = new StringBuilder(Documents.HEAD).append("pillars:\n  - {id: open, text: Same, ");
        yaml.append(version(versions[versions.length - 1])).append(", earlier: [");
        for (var i = 0; i < versions.length - 1; i++) {
            yaml.append(i == 0 ? "{" : ", {").append(version(versions[i])).append("}");
        }
        return yaml.append("]}\n").toString();
    }

    private static String version(String words) {
        return "title: "
                + words.replace(" from ", ", from: ")
                        .replace(" until ", ", until: ")
                        .replace(" because ", ", reason: ");
    }

    private List<String> given(String yaml) {
        return record(yaml, Removals.NONE, FIRST);
    }

    /** Applies the document, sees that the second time nothing changes, and tells what was recorded. */
    private List<String> when(String yaml) {
        return record(yaml, Removals.NONE, LATER);
    }

    private List<String> remove(String yaml, String... items) {
        return record(yaml, Removals.of(List.of(items)), LATER);
    }

    private List<String> record(String yaml, Removals removals, Instant recordedAt) {
        var state = Documents.state(known);
        var command = Documents.apply(
                Documents.read(yaml), removals, known.isEmpty() ? Set.of() : Set.of(state.contentPosition()));
        var changes = command.changes(state, recordedAt);
        known.addAll(Documents.decide(command, state, recordedAt));
        assertThat(command.changes(Documents.state(known), recordedAt.plusSeconds(60)))
                .isEmpty();
        return changes.stream().map(change -> told(change, recordedAt)).toList();
    }

    private static String told(Change change, Instant recordedAt) {
        var statement = change.fact().statement();
        return "%s [%s, %s)%s %s"
                .formatted(
                        change.after() == null ? "-" : "+ " + Titles.of(change.after(), "en"),
                        day(statement.validFrom(), recordedAt),
                        day(statement.validTo(), recordedAt),
                        statement.corrects() == null ? "" : " corrects " + statement.corrects(),
                        change.kind().name().toLowerCase(Locale.ROOT));
    }

    private static String day(@Nullable Instant instant, Instant recordedAt) {
        if (instant == null) {
            return "";
        }
        return instant.equals(recordedAt)
                ? "now"
                : instant.atZone(ZoneId.of("Europe/Stockholm")).toLocalDate().toString();
    }

    private static String subprocessor(String id) {
        return "{id: " + id + ", legalName: N AB, address: Gatan 1, registrationNumber: 556677-8899, "
                + "contact: {function: DPO, address: dpo@n.example}, processing: All, services: [All], "
                + "dataCategories: [All], storageCountries: [SE], processingCountries: [SE], agreementInPlace: true";
    }
}
