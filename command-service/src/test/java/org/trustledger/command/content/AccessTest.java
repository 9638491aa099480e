package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.LedgerOnPostgres;
import org.trustledger.command.review.FourEyes;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.Fact;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Who may read an answer, from the document to the bytes that leave the office. On a real PostgreSQL. */
class AccessTest {
    private static final TrustCenterId FJORDSKY = new TrustCenterId("fjordsky");
    private static final String SECRET = "The pump in cellar seven";

    private final MovableClock clock = new MovableClock(Documents.NOW.toString());
    private final LedgerOnPostgres postgres = new LedgerOnPostgres(clock);
    private final ContentLoading loading = new ContentLoading(
            postgres.ledger(),
            postgres.withheldParts(),
            new Discretion(),
            new FourEyes(postgres.ledger()),
            new Progress(clock),
            clock);

    @BeforeEach
    void load() {
        apply("answers: [{id: open, category: data-protection, question: What is open?, text: This}]");
    }

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void aNewAnswerOnRequestLeavesTheOfficeAsTitleAndDigest() {
        var facts = apply(answer("access: on-request, tags: [gdpr]", SECRET));

        assertThat(facts).hasExactlyElementsOfTypes(AnswerAccessChanged.class, AnswerPublished.class);
        assertThat(((AnswerAccessChanged) facts.getFirst()).access()).isEqualTo(Access.ON_REQUEST);
        var told = ((AnswerPublished) facts.getLast()).content();
        assertThat(told.question().in("en", "en")).isEqualTo("Where is the pump?");
        assertThat(told.tags()).containsExactly("gdpr");
        assertThat(told.isOnRequest()).isTrue();
        assertThatNothingTellsTheSecret();
        assertThatEveryDigestIsOfWhatTheOfficeKeeps();
    }

    @Test
    void aNewInternalAnswerLeavesTheOfficeAsADigestAlone() {
        var facts = apply(answer("access: internal", SECRET));

        assertThat(facts).hasExactlyElementsOfTypes(AnswerAccessChanged.class, AnswerWithheld.class);
        assertThatNothingTellsTheSecret();
        assertThat(published()).noneMatch(text -> text.contains("Where is the pump?"));
        assertThatEveryDigestIsOfWhatTheOfficeKeeps();
    }

    @Test
    void theReasonsOfWhatIsNotPublicStayInTheOfficeToo() {
        apply(answer("access: on-request, reason: %s".formatted(SECRET), "It runs"));
        apply(answer("access: internal, reason: %s again".formatted(SECRET), "It runs and runs"));

        assertThatNothingTellsTheSecret();
    }

    @Test
    void whatOnlyMakesRoomForARestrictedAnswerDoesNotTellWhyThatOneIsChanged() {
        var open = "{id: open, category: data-protection, question: What is open?, text: This}";
        var pump = "{id: pump, category: data-protection, question: Where?, text: Here, access: internal}";
        apply("", "answers: [%s, %s]".formatted(pump, open), Removals.NONE);

        var facts = apply(
                "reason: %s has burst\n".formatted(SECRET),
                "answers: [%s, %s]".formatted(open, pump.replace("Here", "Nowhere")),
                Removals.NONE);

        assertThat(facts)
                .filteredOn(AnswerPublished.class::isInstance)
                .extracting(
                        fact -> ((AnswerPublished) fact).statement().reason().in("en", "en"))
                .containsExactly("It has another place in the list.");
        assertThatNothingTellsTheSecret();
    }

    @Test
    void restrictingTellsThatItIsAndWhichPacksMayHoldIt() {
        apply(answer("tags: [gdpr]", "In the cellar"));
        apply(answer("tags: []", "In the attic"));

        var facts = apply(answer("tags: [], access: internal", "In the attic"));

        assertThat(facts).hasExactlyElementsOfTypes(AnswerAccessChanged.class);
        assertThat(((AnswerAccessChanged) facts.getFirst()).tags()).containsExactly("gdpr");
    }

    @Test
    void restrictingToOnRequestTellsEveryVersionAgainWithoutItsText() {
        apply(answer("", "In the cellar"));
        apply(answer("", "In the attic"));

        var facts = apply(answer("access: on-request", "In the attic"));

        assertThat(facts)
                .hasExactlyElementsOfTypes(
                        AnswerAccessChanged.class, AnswerVersionOpened.class, AnswerVersionOpened.class);
        assertThat(facts.stream()
                        .skip(1)
                        .map(AnswerVersionOpened.class::cast)
                        .map(AnswerVersionOpened::content)
                        .map(Objects::requireNonNull))
                .allMatch(Answer::isOnRequest);
        assertThatEveryDigestIsOfWhatTheOfficeKeeps();
    }

    @Test
    void openingTellsEveryVersionAsItWasTheRetiredOneToo() {
        apply(answer("access: internal, reason: The first", SECRET));
        apply(answer("access: internal, until: 2026-12-01, reason: The last", "In the attic"));

        var facts = apply(answer("access: public, until: 2026-12-01, reason: The last", "In the attic"));

        assertThat(facts.getFirst()).isInstanceOf(AnswerAccessChanged.class);
        assertThat(facts.stream().skip(1))
                .allMatch(AnswerVersionOpened.class::isInstance)
                .map(AnswerVersionOpened.class::cast)
                .extracting(
                        opened -> opened.reason().in("en", "en"),
                        opened -> opened.content() == null || opened.content().text() == null
                                ? null
                                : opened.content().text().in("en", "en"))
                .containsExactly(
                        tuple("The first", SECRET), tuple("The last", "In the attic"), tuple("The last", null));
    }

    @Test
    void aRetiredAnswerTellsNoReasonWhileItIsOnRequest() {
        apply(answer("access: on-request", "In the cellar"));

        var facts = apply(
                "reason: %s has burst\n".formatted(SECRET),
                "answers: [{id: open, category: data-protection, question: What is open?, text: This}]",
                Removals.of(List.of("answers/pump")));

        assertThat(facts).hasExactlyElementsOfTypes(AnswerRetired.class);
        assertThatNothingTellsTheSecret();
    }

    @Test
    void leavingAccessOutOpensNothing() {
        apply(answer("access: internal", SECRET));

        assertThat(apply(answer("", SECRET))).isEmpty();
        assertThat(apply(answer("", SECRET + " leaks"))).hasExactlyElementsOfTypes(AnswerWithheld.class);
        assertThatNothingTellsTheSecret();
    }

    @Test
    void theOfficeGoesOnFromWhatIsTrue() {
        apply(answer("access: internal", SECRET));
        var exported = new ByteArrayOutputStream();
        Export.write(loading.stateOf(FJORDSKY), DocumentFormat.YAML, exported);
        var text = exported.toString(StandardCharsets.UTF_8);

        assertThat(text).contains(SECRET, "access: internal").doesNotContain("access: public");
        assertThat(loading.apply(Documents.apply(Documents.read(text))).facts()).isZero();
    }

    @Test
    void thePlanSaysWhoMayReadItAndHowManyFactsThatTakes() {
        apply(answer("", "In the cellar"));
        apply(answer("", "In the attic"));

        var plan = loading.plan(command("", answer("access: on-request", "In the attic"), Removals.NONE));

        assertThat(plan.facts()).isEqualTo(3);
        assertThat(plan.changes()).singleElement().satisfies(line -> {
            assertThat(line.change()).isEqualTo(Change.Kind.ACCESS);
            assertThat(line.texts()).containsExactly(new Plan.Text("access", "public", "on-request"));
        });
        assertThat(PlanInWords.of(plan, ZoneOffset.UTC, "en"))
                .contains("to be read by others from now on, its past included", "3 facts in one commit");
    }

    @Test
    void accessIsNoLessBoundToWhatItIsBasedOn() {
        apply(answer("", "In the cellar"));
        var document = Documents.read(Documents.HEAD + answer("access: internal", "In the cellar"));

        assertThrows(BaseMissing.class, () -> loading.apply(Documents.apply(document)));
        assertThrows(ChangedMeanwhile.class, () -> loading.apply(Documents.apply(document, Removals.NONE, Set.of(1L))));
    }

    @Test
    void itMovesTheContentPositionAndThatOfAccess() {
        apply(answer("", "In the cellar"));
        var before = head();

        var facts = apply(answer("access: internal", "In the cellar"));

        assertThat(before.accessPosition()).isZero();
        assertThat(head().contentPosition()).isEqualTo(before.contentPosition() + facts.size());
        assertThat(head().accessPosition()).isEqualTo(head().contentPosition());
    }

    @Test
    void whatIsWithheldIsNeverAltered() {
        apply(answer("access: internal", SECRET));

        assertThrows(DataAccessException.class, () -> postgres.asOwner().update("update withheld_part set bytes = ''"));
    }

    private static String answer(String more, String text) {
        return "answers: [{id: pump, category: data-protection, question: Where is the pump?, text: %s%s}]"
                .formatted(text, more.isEmpty() ? "" : ", " + more);
    }

    /** The facts it takes, as they leave the office. */
    private List<Fact> apply(String content) {
        return apply("", content, Removals.NONE);
    }

    private List<Fact> apply(String reason, String content, Removals removals) {
        clock.move(Duration.ofMinutes(1));
        var before = postgres.ledger().head(FJORDSKY).map(Head::position).orElse(0L);
        loading.apply(command(reason, content, removals));
        return postgres.ledger().contentFacts(FJORDSKY).stream()
                .filter(fact -> fact.position() > before)
                .map(PublicFact::fact)
                .toList();
    }

    private ApplyContent command(String reason, String content, Removals removals) {
        var base = postgres.ledger().head(FJORDSKY).map(Head::contentPosition).orElse(0L);
        var head = reason.isEmpty() ? Documents.HEAD : Documents.HEAD.replaceFirst("reason: .*\n", reason);
        return Documents.apply(Documents.read(head + content), removals, base == 0 ? Set.of() : Set.of(base));
    }

    private Head head() {
        return postgres.ledger().head(FJORDSKY).orElseThrow();
    }

    private List<String> published() {
        return postgres.jdbc()
                .query(
                        "select bytes from public_fact union all select payload from domain_event",
                        (row, _) -> new String(row.getBytes(1), StandardCharsets.UTF_8));
    }

    private void assertThatNothingTellsTheSecret() {
        assertThat(published()).isNotEmpty().noneMatch(text -> text.contains(SECRET));
    }

    private void assertThatEveryDigestIsOfWhatTheOfficeKeeps() {
        assertThat(postgres.jdbc().queryForList("""
                        select encode(sha256(w.bytes), 'hex') from withheld_part w
                        join public_fact f using (trust_center, position)
                        where strpos(convert_from(f.bytes, 'UTF8'), encode(sha256(w.bytes), 'hex')) = 0""", String.class)).isEmpty();
        assertThat(postgres.jdbc().queryForObject("select count(*) from withheld_part", Long.class))
                .isPositive();
    }
}
