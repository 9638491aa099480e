package org.trustledger.command.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Who looks after an answer, until when, and that it is still true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CareTest {
    private static final String DOCUMENT = Documents.BEGINNING + """
            categories: [{id: security, label: Security}]
            answers:
            - {id: backup, category: security, question: Are there backups?, text: Every night.}
            - {id: exercise, category: security, question: What did this year's exercise show?, text: That it works.}
            - {id: pump, category: security, question: Where is the pump?, text: In the cellar., access: internal}
            - {id: keys, category: security, question: Who has the keys?, text: Two people., access: on-request}
            """;

    private final MovableClock clock = new MovableClock("2026-11-22T11:00:00Z");
    private final RunningOffice office = RunningOffice.at(clock);
    private final CareDesk desk = office.bean(CareDesk.class);
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private LocalDate today = LocalDate.EPOCH;
    private String security = "";

    @BeforeEach
    void begin() {
        trustCenter = RunningOffice.newTrustCenter();
        today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        put(DOCUMENT, 0);
        security = desk.addOwner(trustCenter, "Information security", "security@fjordsky.example", "en");
    }

    @AfterAll
    void close() {
        office.close();
    }

    @Test
    void anAnswerIsLookedAfterByAFunctionUntilADay() {
        assertThat(care("backup", "auditor").headers().firstValue("ETag")).contains("\"0\"");

        var set = set("backup", 0, care(security, today.plusMonths(6), today.plusYears(1)));

        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(set.headers().firstValue("ETag")).contains("\"1\"");
        var told = office.json(care("backup", "auditor"));
        assertThat(told.path("owner").asString()).isEqualTo(security);
        assertThat(told.path("reviewBy").asString())
                .isEqualTo(today.plusMonths(6).toString());
        assertThat(told.path("speaksUntil").asString())
                .isEqualTo(today.plusYears(1).toString());
        assertThat(told.path("overdue")).isEmpty();
        assertThat(history("backup"))
                .containsExactly(new CareStep.Changed(security, today.plusMonths(6), today.plusYears(1)));
        assertThat(facts()).as("who looks after what is no fact").hasSize(ledgerOfTheDocument());
    }

    @Test
    void settingWhatIsSetAlreadyChangesNothing() {
        set("backup", 0, care(security, today.plusMonths(6), null));

        assertThat(set("backup", 1, care(security, today.plusMonths(6), null))
                        .headers()
                        .firstValue("ETag"))
                .contains("\"1\"");
        assertThat(history("backup")).hasSize(1);
    }

    @Test
    void twoPeopleNeverSilentlyOverwriteEachOther() {
        set("backup", 0, care(security, null, null));

        assertProblem(set("backup", 0, care(null, today, null)), 412, "care-changed-meanwhile");
        assertProblem(
                office.send(
                        "PUT",
                        office.office(address("backup") + "/care"),
                        token("astrid", "editor"),
                        care(null, today, null)),
                428,
                "care-base-missing");
        assertThat(desk.of(trustCenter, "backup").care()).isEqualTo(new Care(security, null, null));
    }

    @ParameterizedTest
    @CsvSource({"editor,200", "administrator,200", "approver,403", "auditor,403", "automation,403", "renderer,403"})
    void editorsAndAdministratorsDecideWhoLooksAfterWhat(String role, int status) {
        assertThat(office.exchange(office.request(office.office(address("backup") + "/care"), token("astrid", role))
                                .header("Content-Type", "application/json")
                                .header("If-Match", "\"0\"")
                                .PUT(BodyPublishers.ofString(care(security, null, null))))
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"editor,200", "administrator,200", "approver,200", "auditor,403", "automation,403", "renderer,403"})
    void whoeverAnswersForContentSaysThatItIsStillTrue(String role, int status) {
        assertThat(confirm("backup", position("backup"), "", role).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"editor,200", "auditor,200", "automation,200", "renderer,403"})
    void whoeverReadsContentMayKnow(String role, int status) {
        assertThat(care("backup", role).statusCode()).isEqualTo(status);
    }

    @Test
    void whatCannotBeMeantIsRefusedAndNothingIsKept() {
        assertProblem(set("backup", 0, care("0123456789abcdef", null, null)), 422, "owner-unknown");
        assertProblem(set("backup", 0, care("security@fjordsky.example", null, null)), 422, "owner-unknown");
        assertProblem(set("backup", 0, care(security, today.minusDays(1), null)), 422, "day-unusable");
        assertProblem(set("backup", 0, care(security, today.plusYears(11), null)), 422, "day-unusable");
        assertProblem(set("backup", 0, care(security, null, LocalDate.of(1999, 12, 31))), 422, "day-unusable");
        assertProblem(set("backup", 0, care(security, null, today.plusYears(11))), 422, "day-unusable");
        assertProblem(set("backup", 0, "{\"reviewBy\":\"2027-02-30\"}"), 422, "day-unusable");
        assertProblem(set("backup", 0, "{\"reviewBy\":\"soon\"}"), 422, "day-unusable");
        assertProblem(set("nothing", 0, care(security, null, null)), 404, "no-such-answer");
        assertProblem(set("Backup!", 0, care(security, null, null)), 404, "no-such-answer");
        assertProblem(
                confirm("backup", position("backup"), ",\"care\":0,\"reviewBy\":\"" + today + "\"", "editor"),
                422,
                "day-unusable");
        assertProblem(
                office.send(
                        "POST", office.office(address("backup") + "/confirmations"), token("astrid", "editor"), "{}"),
                422,
                "position-missing");

        assertThat(desk.of(trustCenter, "backup").version()).isZero();
        assertThat(history("backup")).isEmpty();
    }

    @Test
    void theOwnerOfAnotherTrustCenterIsUnknownHere() {
        var elsewhere = desk.addOwner(RunningOffice.newTrustCenter(), "Operations", "ops@fjordsky.example", "sv");

        assertProblem(set("backup", 0, care(elsewhere, null, null)), 422, "owner-unknown");
    }

    @Test
    void thatItIsStillTrueIsAPublicFactWhichMovesNoContent() {
        set("backup", 0, care(security, today.plusMonths(6), null));
        var before = head();
        clock.move(Duration.ofDays(200));
        var then = today.plusDays(200);
        assertThat(overdue()).containsExactly("backup");

        var confirmed = confirm("backup", position("backup"), "", "approver");

        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        var fact = facts().getLast();
        assertThat(fact.fact()).isEqualTo(new AnswerConfirmed("backup", position("backup")));
        assertThat(fact.item()).isEqualTo("answers/backup");
        assertThat(fact.approver()).isNull();
        assertThat(fact.position()).isEqualTo(before.position() + 1);
        assertThat(head().contentPosition()).isEqualTo(before.contentPosition());
        assertThat(office.json(confirmed).path("fact").asLong()).isEqualTo(fact.position());
        assertThat(desk.of(trustCenter, "backup").care().reviewBy())
                .as("after as long again")
                .isEqualTo(then.plusMonths(6));
        assertThat(overdue()).isEmpty();
        assertThat(office.json(care("backup", "auditor"))
                        .at("/confirmed/position")
                        .asLong())
                .isEqualTo(position("backup"));
    }

    @Test
    void whoeverNeverSaidHowLongIsAskedAgainInAYearOrWhenTheySay() {
        confirm("backup", position("backup"), "", "editor");
        assertThat(desk.of(trustCenter, "backup").care().reviewBy()).isEqualTo(today.plusMonths(12));

        confirm("backup", position("backup"), ",\"care\":1,\"reviewBy\":\"%s\"".formatted(today.plusDays(9)), "editor");
        assertThat(desk.of(trustCenter, "backup").care().reviewBy()).isEqualTo(today.plusDays(9));
    }

    @Test
    void nothingOfAnAnswerThatNotEverybodyMayReadLeavesTheOffice() {
        var before = facts();

        for (var item : List.of("pump", "keys")) {
            var confirmed = confirm(item, position(item), "", "editor");

            assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
            assertThat(office.json(confirmed).path("fact").isNull()).isTrue();
            assertThat(history(item))
                    .containsExactly(
                            new CareStep.Changed(null, today.plusMonths(12), null),
                            new CareStep.Confirmed(position(item)));
        }

        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void onlyTheVersionThatAppliesIsConfirmed() {
        var lookedAt = position("backup");
        put(DOCUMENT.replace("Every night.", "Every hour."), head().contentPosition());
        var before = facts();

        var refused = confirm("backup", lookedAt, "", "editor");

        assertProblem(refused, 412, "answer-reads-otherwise");
        assertThat(office.json(refused).path("position").asLong())
                .isEqualTo(position("backup"))
                .isNotEqualTo(lookedAt);
        assertThat(facts()).isEqualTo(before);
        assertThat(desk.of(trustCenter, "backup").version()).isZero();
    }

    @Test
    void anAnswerOfATimeThatIsOverIsOverdueUntilItIsGivenAnother() {
        set("exercise", 0, care(null, null, today.plusDays(10)));
        clock.move(Duration.ofDays(10));
        assertThat(overdue()).as("its last day").isEmpty();
        clock.move(Duration.ofDays(1));
        assertThat(overdue()).containsExactly("exercise");
        assertThat(desk.overdue(trustCenter).getFirst().because()).isEqualTo(Set.of(KeptCare.Because.TIME));
        assertThat(office.json(care("exercise", "auditor")).at("/overdue/0").asString())
                .isEqualTo("time");

        assertProblem(confirm("exercise", position("exercise"), "", "editor"), 409, "time-is-over");
        var until = today.plusDays(365);
        assertThat(confirm(
                                "exercise",
                                position("exercise"),
                                ",\"care\":1,\"speaksUntil\":\"%s\"".formatted(until),
                                "approver")
                        .statusCode())
                .isEqualTo(200);

        assertThat(overdue()).isEmpty();
        assertThat(desk.of(trustCenter, "exercise").care().speaksUntil()).isEqualTo(until);
    }

    @Test
    void aDayComesWhenItComesInTheTrustCentersZone() {
        set("backup", 0, care(null, today.plusDays(1), null));
        var midnight =
                today.plusDays(1).atStartOfDay(ZoneId.of("Europe/Stockholm")).toInstant();
        clock.move(Duration.between(clock.instant(), midnight).minusMinutes(15));
        assertThat(overdue()).isEmpty();
        clock.move(Duration.ofMinutes(15));
        assertThat(overdue()).containsExactly("backup");
        clock.move(Duration.ofHours(12));
    }

    @Test
    void whatIsRetiredIsNeverOverdueAndCannotBeConfirmed() {
        set("backup", 0, care(security, today.plusDays(1), null));
        set("pump", 0, care(security, today.plusDays(1), null));
        var stated = position("backup");
        put(
                "?remove=answers/backup&remove=answers/pump",
                DOCUMENT.replaceAll("(?m)^- [{]id: (backup|pump).*\n", ""),
                head().contentPosition());
        clock.move(Duration.ofDays(2));

        assertThat(overdue()).isEmpty();
        assertThat(desk.countOverdue(trustCenter)).isZero();
        assertProblem(confirm("backup", stated, "", "editor"), 409, "nothing-to-confirm");
    }

    @Test
    void anOwnerIsRemovedWhenNothingIsLeftToLookAfter() {
        set("backup", 0, care(security, null, null));

        assertThatThrownBy(() -> desk.removeOwner(trustCenter, security))
                .isInstanceOf(OwnerStillNeeded.class)
                .hasMessageContaining("backup");
        set("backup", 1, care(null, null, null));
        desk.removeOwner(trustCenter, security);

        assertThat(desk.owners(trustCenter)).isEmpty();
    }

    @Test
    void noEventAndNoAnswerOfTheListHasAnAddress() {
        set("backup", 0, care(security, today.plusDays(1), null));
        confirm("backup", position("backup"), "", "editor");
        desk.changeOwner(trustCenter, security, "Security office", "office@fjordsky.example", "sv");

        var list = office.get(
                office.office("/api/v1/trust-centers/%s/owners".formatted(trustCenter)), token("astrid", "editor"));
        assertThat(list.body()).contains("Security office").doesNotContain("@");
        assertThat(office.jdbc()
                        .queryForList(
                                "select payload from domain_event where aggregate_identifier like ?",
                                byte[].class,
                                trustCenter + "/%"))
                .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .noneMatch(text -> text.contains("security@") || text.contains("nformation security"));
    }

    @Test
    void aDayGivenWithAConfirmationOverwritesNobodysUnseen() {
        set("backup", 0, care(security, today.plusDays(40), null));
        var stated = position("backup");
        var before = facts();
        var day = ",\"reviewBy\":\"%s\"".formatted(today.plusDays(90));

        assertProblem(confirm("backup", stated, day, "editor"), 428, "care-base-missing");
        assertProblem(confirm("backup", stated, ",\"care\":0" + day, "editor"), 412, "care-changed-meanwhile");

        assertThat(facts()).isEqualTo(before);
        assertThat(desk.of(trustCenter, "backup").care().reviewBy()).isEqualTo(today.plusDays(40));
        assertThat(confirm("backup", stated, ",\"care\":1" + day, "editor").statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofWhichTimeAnAnswerSpeaksIsDecidedByWhoeverDecidesItsCareUntilThatIsOver() {
        set("exercise", 0, care(null, null, today.plusDays(10)));
        var later = ",\"care\":1,\"speaksUntil\":\"%s\"".formatted(today.plusYears(1));

        assertProblem(confirm("exercise", position("exercise"), later, "approver"), 403, "time-not-yours");
        assertThat(desk.of(trustCenter, "exercise").care().speaksUntil()).isEqualTo(today.plusDays(10));
        assertThat(confirm("exercise", position("exercise"), later, "editor").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSameConfirmedAgainOnTheSameDayRecordsNothingAndIsAnsweredAsBefore() {
        for (var item : List.of("backup", "pump")) {
            var first = confirm(item, position(item), "", "editor");
            var facts = facts();
            var history = history(item);
            clock.move(Duration.ofMinutes(5));

            var again = confirm(item, position(item), "", "approver");

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(facts()).isEqualTo(facts);
            assertThat(history(item)).isEqualTo(history);
            assertThat(desk.of(trustCenter, item).version()).isOne();
        }
        clock.move(Duration.ofDays(1));
        var before = facts().size();
        confirm("backup", position("backup"), "", "editor");
        assertThat(facts()).as("the next day").hasSize(before + 1);
    }

    @Test
    void howManyAreOverdueCountsWhatSaysSomething() {
        for (var item : List.of("backup", "pump", "keys")) {
            set(item, 0, care(null, today.plusDays(1), null));
        }
        set("exercise", 0, care(null, today.plusDays(9), null));
        assertThat(desk.countOverdue(trustCenter)).isZero();
        clock.move(Duration.ofDays(2));

        assertThat(desk.countOverdue(trustCenter)).isEqualTo(3);
        put(
                "?remove=answers/pump",
                DOCUMENT.replaceAll("(?m)^- [{]id: pump.*\n", "").replace("Every night.", "Every hour."),
                head().contentPosition());
        assertThat(desk.countOverdue(trustCenter))
                .as("an internal one is retired, another revised")
                .isEqualTo(2)
                .isEqualTo(overdue().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ops@fjordsky.example|ops@fjordsky.example",
                "first.last+trust@mail.fjordsky.example|first.last+trust@mail.fjordsky.example",
                "ops@fjordhimmel\u00e5.example|ops@xn--fjordhimmel-78a.example",
            })
    void anOwnerIsWrittenToWhereMailIsDelivered(String typed, String kept) {
        var owner = desk.addOwner(trustCenter, "Operations", typed, "en");

        assertThat(desk.owners(trustCenter))
                .filteredOn(each -> each.id().equals(owner))
                .extracting(Owner::mail)
                .containsExactly(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ops",
                "@fjordsky.example",
                "ops@",
                "ops..desk@fjordsky.example",
                ".ops@fjordsky.example",
                "ops.@fjordsky.example",
                "s\u00e4kerhet@fjordsky.example",
                "ops@fjordsky..example",
                "ops@-fjordsky.example",
                "ops@fjordsky.example.",
                "ops@fjord sky.example",
                "ops@fjordsky.example, more@fjordsky.example",
                "Ops <ops@fjordsky.example>",
                "ops@fjordsky.example\nBcc: more@fjordsky.example"
            })
    void anAddressThatNoMailIsDeliveredToIsRefused(String typed) {
        assertThatThrownBy(() -> desk.addOwner(trustCenter, "Operations", typed, "en"))
                .isInstanceOf(OwnerUnusable.class)
                .hasMessageStartingWith("The address");
    }

    @Test
    void whatAProxyMadeWeakNamesTheSameVersionAndAnyNamesNone() {
        assertThat(put("backup", "W/\"0\"").statusCode()).isEqualTo(200);
        assertProblem(put("backup", "*"), 428, "care-base-missing");
    }

    private HttpResponse<String> put(String item, String ifMatch) {
        return office.exchange(office.request(office.office(address(item) + "/care"), token("astrid", "editor"))
                .header("Content-Type", "application/json")
                .header("If-Match", ifMatch)
                .PUT(BodyPublishers.ofString(care(security, null, null))));
    }

    @Test
    void theNextDayFollowsTheIntervalOfTheLast() {
        assertThat(new KeptCare("backup", new Care(null, today.plusMonths(3), null), 1, today, null)
                        .nextReviewBy(today.plusMonths(4)))
                .isEqualTo(today.plusMonths(4).plus(Period.ofMonths(3)));
        assertThat(new KeptCare("backup", new Care(null, today, null), 1, today, null).nextReviewBy(today))
                .as("no interval at all")
                .isEqualTo(today.plusMonths(12));
    }

    @Test
    void whatIsStoredOfItReadsTheSameForEver() {
        var stored = List.of(
                "changed|{\"owner\":\"0123456789abcdef\",\"reviewBy\":\"2027-03-01\",\"speaksUntil\":null}",
                "confirmed|{\"position\":7}",
                "told|{\"owner\":\"0123456789abcdef\",\"reviewBy\":\"2027-03-01\",\"speaksUntil\":\"2026-12-31\"}");
        for (var number = 0; number < stored.size(); number++) {
            var event = stored.get(number).split("[|]");
            office.jdbc()
                    .update(
                            """
                            insert into domain_event (aggregate_identifier, sequence_number, aggregate_type,
                                event_identifier, recorded_at, payload_type, payload_revision, payload, meta_data)
                            values (?, ?, 'answer-care', ?, now(), ?, '1', convert_to(?, 'UTF8'),
                                convert_to('{"actor":"actor-1","correlationId":"correlation-1"}', 'UTF8'))""",
                            "%s/answer-care/old".formatted(trustCenter),
                            number,
                            "%s/care/%d".formatted(trustCenter, number),
                            "answer-care." + event[0],
                            event[1]);
        }

        assertThat(history("old"))
                .containsExactly(
                        new CareStep.Changed("0123456789abcdef", LocalDate.of(2027, 3, 1), null),
                        new CareStep.Confirmed(7),
                        new CareStep.Told("0123456789abcdef", LocalDate.of(2027, 3, 1), LocalDate.of(2026, 12, 31)));
    }

    private static int ledgerOfTheDocument() {
        // A profile, a category, four answers and two changes of access.
        return 8;
    }

    private List<String> overdue() {
        return desk.overdue(trustCenter).stream()
                .map(overdue -> overdue.answer().item())
                .toList();
    }

    private long position(String item) {
        return desk.standing(trustCenter, item).orElseThrow().position();
    }

    private Head head() {
        return office.bean(Ledger.class).head(trustCenter).orElseThrow();
    }

    private List<PublicFact> facts() {
        var codec = new FactCodec();
        return office
                .jdbc()
                .queryForList(
                        "select bytes from public_fact where trust_center = ? order by position",
                        byte[].class,
                        trustCenter.value())
                .stream()
                .map(codec::read)
                .toList();
    }

    private List<Object> history(String item) {
        return office.bean(Ledger.class).history(trustCenter, CareStep.KIND, item);
    }

    private static String care(@Nullable String owner, @Nullable LocalDate reviewBy, @Nullable LocalDate speaksUntil) {
        return "{\"owner\":%s,\"reviewBy\":%s,\"speaksUntil\":%s}"
                .formatted(quoted(owner), quoted(reviewBy), quoted(speaksUntil));
    }

    private static String quoted(@Nullable Object value) {
        return value == null ? "null" : "\"%s\"".formatted(value);
    }

    private HttpResponse<String> care(String item, String role) {
        return office.get(office.office(address(item) + "/care"), token("astrid", role));
    }

    private HttpResponse<String> set(String item, long basedOn, String body) {
        return office.exchange(office.request(office.office(address(item) + "/care"), token("astrid", "editor"))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"%d\"".formatted(basedOn))
                .PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> confirm(String item, long position, String more, String role) {
        return office.send(
                "POST",
                office.office(address(item) + "/confirmations"),
                token("astrid", role),
                "{\"position\":%d%s}".formatted(position, more));
    }

    private String address(String item) {
        return "/api/v1/trust-centers/%s/answers/%s".formatted(trustCenter, item.replace("!", "%21"));
    }

    private void put(String document, long basedOn) {
        put("", document, basedOn);
    }

    private void put(String query, String document, long basedOn) {
        clock.move(Duration.ofSeconds(1));
        var request = office.request(
                        office.office("/api/v1/trust-centers/%s/content%s".formatted(trustCenter, query)),
                        token("pipeline", "automation"))
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(document));
        if (basedOn > 0) {
            request.header("If-Match", "\"%d\"".formatted(basedOn));
        }
        var answer = office.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private String token(String person, String role) {
        return office.identity().token(person, "%s:%s".formatted(trustCenter, role));
    }

    private void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(office.json(answer).path("type").asString()).isEqualTo("urn:trust-ledger:problem:" + slug);
    }
}
