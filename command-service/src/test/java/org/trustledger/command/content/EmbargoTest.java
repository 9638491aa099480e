package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** What is under embargo is recorded at its end, as it was approved, or not at all. */
class EmbargoTest {
    private static final MovableClock CLOCK =
            new MovableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    private static final RunningOffice OFFICE = RunningOffice.at(CLOCK);
    private static final String WHY = "answers: [{id: why, category: data-protection, question: Why?}]\n";
    private static final String WHY_NOT = WHY.replace("Why?", "Why not?");
    private static final String WHO = "answers: [{id: who, category: data-protection, question: Who?}]\n";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @AfterAll
    static void close() {
        OFFICE.close();
    }

    @Test
    void anApprovedChangeIsKeptUntilItsEmbargoEndsAndThenRecordedAsItWasApproved() {
        put(Documents.HEAD + WHY, 0, null);
        var end = in(DAY);
        var waits = put(Documents.HEAD + WHY_NOT, 4, end);
        assertThat(text(waits, "state")).isEqualTo("in-review");
        assertThat(Instant.parse(text(waits, "embargo"))).isEqualTo(end);

        var approved = approve(id(waits));

        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(202);
        assertThat(text(approved, "state")).isEqualTo("embargoed");
        assertThat(text(approved, "reviewer")).isEqualTo(actor("greta"));
        CLOCK.move(DAY.minusMinutes(1));
        endEmbargo(id(waits));
        assertThat(facts()).as("a minute before its end").hasSize(4);

        CLOCK.move(Duration.ofMinutes(1));

        await().atMost(PATIENCE).until(() -> state(id(waits)).equals("approved"));
        var fact = facts().getLast();
        assertThat(facts()).hasSize(5);
        assertThat(((AnswerPublished) fact.fact()).content().question().in("en", "en"))
                .isEqualTo("Why not?");
        assertThat(((AnswerPublished) fact.fact()).statement().validFrom()).isEqualTo(fact.recordedAt());
        assertThat(fact.recordedAt()).isAfterOrEqualTo(end);
        assertThat(fact.actor()).isEqualTo(actor("astrid"));
        assertThat(fact.approver()).isEqualTo(actor("greta"));
        assertThat(history(id(waits)))
                .hasExactlyElementsOfTypes(
                        ReviewStep.Submitted.class, ReviewStep.Embargoed.class, ReviewStep.EmbargoEnded.class);
    }

    @Test
    void whatWasDueWhileNoOfficeRanIsRecordedLaterAndSaysWhenItWasDue() {
        put(Documents.HEAD + WHY, 0, null);
        var end = in(DAY);
        var waits = put(Documents.HEAD + WHY_NOT, 4, end);
        approve(id(waits));

        CLOCK.move(DAY.plusHours(3));

        await().atMost(PATIENCE).until(() -> state(id(waits)).equals("approved"));
        assertThat(facts().getLast().recordedAt()).isEqualTo(end.plus(Duration.ofHours(3)));
        assertThat(history(id(waits)).getLast()).isEqualTo(new ReviewStep.EmbargoEnded(end, 5, 1));
    }

    @Test
    void anotherAnswersChangeMeanwhileDoesNotStandInItsWay() {
        put(Documents.HEAD + WHY, 0, null);
        var waits = put(Documents.HEAD + WHY_NOT, 4, in(DAY));
        approve(id(waits));
        approve(id(put(
                Documents.HEAD
                        + WHY.replace(
                                "Why?}]",
                                "Why?}, " + WHO.substring(WHO.indexOf('{')).strip()),
                4,
                null)));
        assertThat(facts()).hasSize(5);

        CLOCK.move(DAY);

        await().atMost(PATIENCE).until(() -> state(id(waits)).equals("approved"));
        assertThat(facts()).hasSize(6);
    }

    @Test
    void whatWouldComeToSomethingElseByThenIsRecordedByNobody() {
        put(Documents.HEAD + WHY, 0, null);
        var waits = put(Documents.HEAD + WHY_NOT, 4, in(DAY));
        approve(id(waits));
        approve(id(put(Documents.HEAD + WHY.replace("Why?", "Why now?"), 4, null)));

        CLOCK.move(DAY);

        await().atMost(PATIENCE).until(() -> state(id(waits)).equals("overtaken"));
        assertThat(facts()).hasSize(5);
        assertThat(history(id(waits)).getLast())
                .isInstanceOfSatisfying(
                        ReviewStep.Overtaken.class,
                        overtaken -> assertThat(overtaken.reason()).isEqualTo("changed-meanwhile"));
        CLOCK.move(Duration.ofDays(3));
        assertThat(state(id(waits))).as("it waits for people, however long").isEqualTo("overtaken");

        assertThat(post(id(waits) + "/decline", "greta", "approver", "{\"words\":\"Too late.\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(state(id(waits))).isEqualTo("declined");
    }

    @Test
    void aDateThatIsTheEndOfTheEmbargoHoldsThoughOthersChangeMeanwhile() {
        put(Documents.HEAD + WHY, 0, null);
        var end = in(DAY);
        var dated = WHY_NOT.replace("question", "from: \"%s\", question".formatted(end));
        var waits = put(Documents.HEAD + dated, 4, end);
        approve(id(waits));
        approve(id(put(
                Documents.HEAD
                        + WHY.replace(
                                "Why?}]",
                                "Why?}, " + WHO.substring(WHO.indexOf('{')).strip()),
                4,
                null)));

        CLOCK.move(DAY.plusSeconds(2));

        await().atMost(PATIENCE).until(() -> !state(id(waits)).equals("embargoed"));
        assertThat(state(id(waits))).isEqualTo("approved");
        assertThat(((AnswerPublished) facts().getLast().fact()).statement().validFrom())
                .isEqualTo(end);
        assertThat(((AnswerPublished) facts().getLast().fact()).statement().corrects())
                .as("nothing was wrong before")
                .isNull();
    }

    @Test
    void whatIsDatedSoCorrectsNothingThoughItIsRecordedAMomentLater() {
        put(Documents.HEAD + WHY, 0, null);
        var end = in(DAY);
        approve(id(put(Documents.HEAD + WHY_NOT.replace("question", "from: \"%s\", question".formatted(end)), 4, end)));

        CLOCK.move(DAY.plusSeconds(2));

        await().atMost(PATIENCE).until(() -> facts().size() == 5);
        var statement = ((AnswerPublished) facts().getLast().fact()).statement();
        assertThat(statement.validFrom()).isEqualTo(end);
        assertThat(statement.corrects()).isNull();
    }

    @Test
    void whatIsSaidByThenAnywayRecordsNothingNow() {
        var head = Documents.HEAD.replace("{id: data-protection,", "{id: data-protection, from: 2020-01-01,");
        put(head + WHY, 0, null);
        var announced = WHY_NOT.replace("question", "from: \"%s\", question".formatted(in(Duration.ofHours(1))));
        approve(id(put(head + announced, 4, null)));

        var answer = put(head + announced, 5, in(DAY));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(OFFICE.json(answer).path("facts").asInt(-1)).isZero();
        assertThat(facts()).hasSize(5);
    }

    @Test
    void aPipelineThatRunsAgainAfterTheDayFindsThatAllIsSaid() {
        put(Documents.HEAD + WHY, 0, null);
        var end = in(DAY);
        approve(id(put(Documents.HEAD + WHY_NOT, 4, end)));
        CLOCK.move(DAY);
        await().atMost(PATIENCE).until(() -> facts().size() == 5);

        assertThat(put(Documents.HEAD + WHY_NOT, 5, end).statusCode()).isEqualTo(200);
        assertProblem(put(Documents.HEAD + WHY, 5, end), 422, "embargo-unusable");
    }

    @Test
    void itsAuthorTakesItBackAndNothingIsRecorded() {
        put(Documents.HEAD + WHY, 0, null);
        var waits = put(Documents.HEAD + WHY_NOT, 4, in(DAY));
        approve(id(waits));

        assertThat(post(id(waits) + "/withdraw", "astrid", "editor", "").statusCode())
                .isEqualTo(200);
        CLOCK.move(DAY.plusHours(1));
        endEmbargo(id(waits));

        assertThat(facts()).hasSize(4);
        assertThat(OFFICE.json(get("")).path("changeSets")).isEmpty();
    }

    @Test
    void anApproverCallsItOffButNotItsAuthor() {
        put(Documents.HEAD + WHY, 0, null);
        var waits = put(Documents.HEAD + WHY_NOT, 4, in(DAY));
        approve(id(waits));

        assertThat(post(id(waits) + "/decline", "astrid", "approver", "{\"words\":\"No.\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(id(waits) + "/decline", "gunnar", "approver", "{\"words\":\"Not now.\"}")
                        .statusCode())
                .isEqualTo(200);
        CLOCK.move(DAY);
        endEmbargo(id(waits));

        assertThat(state(id(waits))).isEqualTo("declined");
        assertThat(facts()).hasSize(4);
    }

    @Test
    void approvedAfterItsEndItIsRecordedAtOnce() {
        put(Documents.HEAD + WHY, 0, null);
        var waits = put(Documents.HEAD + WHY_NOT, 4, in(DAY));
        CLOCK.move(DAY.plusHours(1));

        assertThat(approve(id(waits)).statusCode()).isEqualTo(200);
        assertThat(facts()).hasSize(5);
    }

    @Test
    void aTrustCenterWithoutReviewKeepsItForItsAuthorAlone() {
        put(Documents.HEAD + WHY, 0, null);
        review(false);
        var waits = put(Documents.HEAD + WHY_NOT, 4, in(DAY));
        assertThat(text(waits, "state")).isEqualTo("embargoed");

        CLOCK.move(DAY);

        await().atMost(PATIENCE).until(() -> facts().size() == 5);
        assertThat(facts().getLast().approver()).isNull();
    }

    @Test
    void whatNobodyHadToApproveIsNotRecordedOnceSomebodyHasTo() {
        put(Documents.HEAD + WHY, 0, null);
        review(false);
        var waits = put(Documents.HEAD + WHY_NOT, 4, in(DAY));
        review(true);

        CLOCK.move(DAY);

        await().atMost(PATIENCE).until(() -> state(id(waits)).equals("overtaken"));
        assertThat(facts()).hasSize(4);
        assertThat(history(id(waits)).getLast())
                .isInstanceOfSatisfying(
                        ReviewStep.Overtaken.class,
                        overtaken -> assertThat(overtaken.reason()).isEqualTo("approval-missing"));
    }

    @Test
    void aTrustCenterMayBeginAtTheEndOfAnEmbargo() {
        var waits = put(Documents.HEAD + WHY, 0, in(DAY));
        assertThat(text(waits, "state")).isEqualTo("embargoed");
        assertThat(facts()).isEmpty();

        CLOCK.move(DAY);

        await().atMost(PATIENCE).until(() -> facts().size() == 4);
    }

    @Test
    void theSameSentAgainForTheSameDayIsTheSame() {
        put(Documents.HEAD + WHY, 0, null);
        var end = in(DAY);
        var waits = put(Documents.HEAD + WHY_NOT, 4, end);
        approve(id(waits));

        assertThat(id(put(Documents.HEAD + WHY_NOT, 4, end))).isEqualTo(id(waits));
        assertThat(id(put(Documents.HEAD + WHY_NOT, 4, end.plus(DAY)))).isNotEqualTo(id(waits));
        assertThat(id(put(Documents.HEAD + WHY_NOT, 4, null))).isNotEqualTo(id(waits));
    }

    @Test
    void severalOfficesRecordItOnce() {
        put(Documents.HEAD + WHY, 0, null);
        var waits = put(Documents.HEAD + WHY_NOT, 4, in(DAY));
        approve(id(waits));

        CLOCK.move(DAY);
        var all = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.runAsync(() -> endEmbargo(id(waits)), Thread::startVirtualThread))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(facts()).hasSize(5);
        assertThat(state(id(waits))).isEqualTo("approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13-01T00:00:00Z", "2027-01-04", "2027-01-04T08:00:00"})
    void whatIsNoMomentIsRefused(String embargo) {
        assertProblem(OFFICE.exchange(request(Documents.HEAD + WHY, embargo)), 400, "embargo-unreadable");
        assertThat(facts()).isEmpty();
    }

    @Test
    void anEmbargoThatHasEndedOrEndsTooLateIsRefused() {
        assertProblem(put(Documents.HEAD + WHY, 0, CLOCK.instant()), 422, "embargo-unusable");
        assertProblem(put(Documents.HEAD + WHY, 0, in(Duration.ofDays(800))), 422, "embargo-unusable");
        assertThat(facts()).isEmpty();
    }

    private static Instant in(Duration time) {
        return CLOCK.instant().plus(time);
    }

    private void endEmbargo(String changeSet) {
        OFFICE.bean(CommandGateway.class).sendAndWait(new EndEmbargo(trustCenter, changeSet, "correlation-1"));
    }

    private HttpResponse<String> put(String document, long basedOn, @Nullable Instant embargo) {
        var request = request(document, embargo == null ? "" : embargo.toString());
        if (basedOn > 0) {
            request.header("If-Match", "\"%d\"".formatted(basedOn));
        }
        return OFFICE.exchange(request);
    }

    private HttpRequest.Builder request(String document, String embargo) {
        return OFFICE.request(
                        OFFICE.office("/api/v1/trust-centers/%s/content%s"
                                .formatted(
                                        trustCenter,
                                        embargo.isEmpty()
                                                ? ""
                                                : "?embargo=" + URLEncoder.encode(embargo, StandardCharsets.UTF_8))),
                        token("astrid", "editor"))
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(document));
    }

    private HttpResponse<String> approve(String changeSet) {
        return post(changeSet + "/approve", "greta", "approver", "");
    }

    private HttpResponse<String> post(String path, String who, String role, String body) {
        var request = OFFICE.request(changeSets("/" + path), token(who, role));
        get(path.substring(0, path.indexOf('/')))
                .headers()
                .firstValue("ETag")
                .ifPresent(etag -> request.header("If-Match", etag));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return OFFICE.exchange(request.POST(BodyPublishers.ofString(body)));
    }

    private void review(boolean required) {
        var address = OFFICE.office("/api/v1/trust-centers/%s/review".formatted(trustCenter));
        var read = OFFICE.get(address, token("sven", "auditor"));
        var request =
                OFFICE.request(address, token("sven", "administrator")).header("Content-Type", "application/json");
        read.headers().firstValue("ETag").ifPresent(etag -> request.header("If-Match", etag));
        var answer = OFFICE.exchange(request.PUT(
                BodyPublishers.ofString("{\"required\":%s,\"reason\":{\"en\":\"So.\"}}".formatted(required))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> get(String changeSet) {
        return OFFICE.get(changeSets(changeSet.isEmpty() ? "" : "/" + changeSet), token("alva", "auditor"));
    }

    private URI changeSets(String path) {
        return OFFICE.office("/api/v1/trust-centers/%s/change-sets%s".formatted(trustCenter, path));
    }

    private String state(String changeSet) {
        return text(get(changeSet), "state");
    }

    private List<PublicFact> facts() {
        return OFFICE.bean(Ledger.class).contentFacts(trustCenter);
    }

    private List<Object> history(String changeSet) {
        return OFFICE.bean(Ledger.class).history(trustCenter, ReviewStep.KIND, changeSet);
    }

    private String token(String who, String role) {
        return OFFICE.identity().token(who, "%s:%s".formatted(trustCenter, role));
    }

    private String actor(String who) {
        return text(OFFICE.get(OFFICE.office("/api/v1/me"), token(who, "auditor")), "actor");
    }

    private static String id(HttpResponse<String> answer) {
        return text(answer, "id");
    }

    private static String text(HttpResponse<String> answer, String field) {
        return OFFICE.json(answer).path(field).asString("");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(text(answer, "type")).endsWith(":" + slug);
    }
}
