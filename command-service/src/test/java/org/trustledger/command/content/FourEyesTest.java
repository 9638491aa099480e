package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PublicFact;
import org.trustledger.events.ReviewChanged;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** Nobody changes a loaded trust center alone, however the change comes, unless the trust center has decided so. */
class FourEyesTest {
    private static final String WHY = "answers: [{id: why, category: data-protection, question: Why?}]\n";
    private static final String WHY_NOT = WHY.replace("Why?", "Why not?");

    private final RunningOffice office = RunningOffice.shared();
    private final SentDocuments documents = office.bean(SentDocuments.class);
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @Test
    void theFirstDocumentNeedsNobodyElse() {
        assertThat(put(Documents.HEAD + WHY, 0).statusCode()).isEqualTo(201);
        assertThat(facts()).hasSize(4).allMatch(fact -> fact.approver() == null);
    }

    @Test
    void aChangeWaitsUntilSomebodyElseApprovesItAndTheFactSaysWho() {
        put(Documents.HEAD + WHY, 0);

        var waits = put(Documents.HEAD + WHY_NOT, 4);

        assertThat(waits.statusCode()).isEqualTo(202);
        assertThat(text(waits, "state")).isEqualTo("in-review");
        assertThat(office.json(waits).path("facts").asInt()).isOne();
        assertThat(facts()).hasSize(4);
        var plan = get(id(waits) + "/plan");
        assertThat(office.json(plan).at("/changes/0/texts/0/after").asString()).isEqualTo("Why not?");

        var approved = approve(id(waits), "greta", "approver");

        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(approved.headers().firstValue("ETag")).contains("\"5\"");
        var fact = facts().getLast();
        assertThat(fact.actor()).isEqualTo(text(waits, "author"));
        assertThat(fact.approver()).isEqualTo(actor("greta")).isNotEqualTo(fact.actor());
        assertThat(text(get(id(waits)), "state")).isEqualTo("approved");
        assertThat(get(id(waits) + "/plan").statusCode())
                .as("its plan is done with")
                .isEqualTo(404);
        assertThat(history(id(waits))).hasExactlyElementsOfTypes(ReviewStep.Submitted.class, ReviewStep.Approved.class);
    }

    @Test
    void whatChangesNothingWaitsForNobody() {
        put(Documents.HEAD + WHY, 0);

        var answer = put(Documents.HEAD + WHY, 4);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(office.json(answer).path("facts").asInt()).isZero();
        assertThat(office.json(get("")).path("changeSets")).isEmpty();
    }

    @Test
    void nobodyApprovesOrDeclinesTheirOwnWorkWhateverTheirRoles() {
        put(Documents.HEAD + WHY, 0);
        var waits = put(Documents.HEAD + WHY_NOT, 4);

        assertProblem(approve(id(waits), "astrid", "approver"), 403, "own-work");
        assertProblem(decline(id(waits), "astrid", "No."), 403, "own-work");

        assertThat(facts()).hasSize(4);
        assertThat(text(get(id(waits)), "state")).isEqualTo("in-review");
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "administrator", "auditor", "automation"})
    void onlyAnApproverDecides(String role) {
        put(Documents.HEAD + WHY, 0);
        var waits = put(Documents.HEAD + WHY_NOT, 4);

        assertThat(approve(id(waits), "greta", role).statusCode()).isEqualTo(403);
        assertThat(facts()).hasSize(4);
    }

    @Test
    void anApproverOfAnotherTrustCenterFindsNothing() {
        put(Documents.HEAD + WHY, 0);
        var waits = put(Documents.HEAD + WHY_NOT, 4);
        var other = RunningOffice.newTrustCenter();

        var answer = office.exchange(office.request(
                        office.office("/api/v1/trust-centers/%s/change-sets/%s/approve".formatted(other, id(waits))),
                        office.identity().token("greta", other + ":approver"))
                .header("If-Match", etag(id(waits)))
                .POST(BodyPublishers.noBody()));

        assertProblem(answer, 404, "no-such-document");
    }

    @Test
    void whatIsDeclinedIsRecordedNowhereAndItsAuthorReadsWhy() {
        put(Documents.HEAD + WHY, 0);
        var waits = put(Documents.HEAD + WHY_NOT, 4);

        assertProblem(decline(id(waits), "greta", " "), 422, "words-missing");
        assertProblem(decline(id(waits), "greta", "x".repeat(2_001)), 422, "words-missing");
        assertProblem(decline(id(waits), "greta", "a\\u0000b"), 422, "words-missing");
        var declined = decline(id(waits), "greta", "Say since when.");

        assertThat(declined.statusCode()).isEqualTo(200);
        assertThat(text(office.get(changeSets("/" + id(waits)), token("astrid", "editor")), "words"))
                .isEqualTo("Say since when.");
        assertThat(office.json(get(id(waits))).path("words").isNull())
                .as("they are nobody else's")
                .isTrue();
        assertThat(text(get(id(waits)), "reviewer")).isEqualTo(actor("greta"));
        assertThat(facts()).hasSize(4);
        assertProblem(approve(id(waits), "birger", "approver"), 409, "not-in-review");
        assertThat(office.jdbc()
                        .queryForObject(
                                "select count(*) from domain_event where convert_from(payload, 'UTF8') like '%Say since when%'",
                                Integer.class))
                .as("the words are in no event")
                .isZero();
    }

    @Test
    void onlyItsAuthorTakesAChangeSetBackAndThenNobodyElseFindsIt() {
        put(Documents.HEAD + WHY, 0);
        var waits = put(Documents.HEAD + WHY_NOT, 4);
        var seen = etag(id(waits));

        assertProblem(post(id(waits) + "/withdraw", "greta", "editor", null, ""), 404, "no-such-document");
        assertThat(post(id(waits) + "/withdraw", "astrid", "editor", null, "").statusCode())
                .isEqualTo(200);

        assertProblem(post(id(waits) + "/approve", "greta", "approver", seen, ""), 404, "no-such-document");
        assertProblem(post(id(waits) + "/withdraw", "astrid", "editor", null, ""), 409, "not-in-review");
        assertThat(get(id(waits)).statusCode()).isEqualTo(404);
        assertThat(facts()).hasSize(4);
        assertThat(history(id(waits)))
                .hasExactlyElementsOfTypes(ReviewStep.Submitted.class, ReviewStep.Withdrawn.class);
    }

    @Test
    void aDecisionNamesWhatWasLookedAt() {
        put(Documents.HEAD + WHY, 0);
        var waits = put(Documents.HEAD + WHY_NOT, 4);

        assertProblem(post(id(waits) + "/approve", "greta", "approver", null, ""), 428, "looked-at-missing");
        assertProblem(
                post(id(waits) + "/approve", "greta", "approver", "\"2026-01-01T00:00:00Z\"", ""),
                412,
                "review-moved-on");
        assertThat(facts()).hasSize(4);
    }

    @Test
    void whatTheContentHasMovedOnFromIsNotRecorded() {
        put(Documents.HEAD + WHY, 0);
        var first = put(Documents.HEAD + WHY_NOT, 4);
        var second = put(Documents.HEAD + WHY.replace("Why?", "Why so?"), 4);

        assertThat(approve(id(first), "greta", "approver").statusCode()).isEqualTo(200);

        assertProblem(approve(id(second), "greta", "approver"), 412, "changed-meanwhile");
        assertThat(facts()).hasSize(5);
        assertThat(text(get(id(second)), "state")).isEqualTo("in-review");
    }

    @Test
    void ofManyApprovalsAtOnceOneRecordsAndAllAreAnsweredTheSame() {
        put(Documents.HEAD + WHY, 0);
        var waits = put(Documents.HEAD + WHY_NOT, 4);
        var seen = etag(id(waits));

        var together = IntStream.range(0, 6)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> post(id(waits) + "/approve", "greta", "approver", seen, ""), Thread::startVirtualThread))
                .toList();
        var answers = together.stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::body)
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
        assertThat(facts()).hasSize(5);
    }

    @Test
    void aChangeSentAgainUnderItsKeyIsOneChangeSet() {
        put(Documents.HEAD + WHY, 0);

        var first = put(Documents.HEAD + WHY_NOT, 4, "key-" + trustCenter);
        var second = put(Documents.HEAD + WHY_NOT, 4, "key-" + trustCenter);

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(office.json(get("")).path("changeSets")).hasSize(1);
    }

    @Test
    void aChangeHasToSayWhatItIsBasedOnBeforeAnybodyLooksAtIt() {
        put(Documents.HEAD + WHY, 0);

        assertProblem(put(Documents.HEAD + WHY_NOT, 0), 428, "base-missing");
        assertProblem(put(Documents.HEAD + WHY_NOT, 3), 412, "changed-meanwhile");
        assertThat(office.json(get("")).path("changeSets")).isEmpty();
    }

    @Test
    void aTrustCenterMaySwitchReviewOffWhichIsAFactAndOnAgain() {
        put(Documents.HEAD + WHY, 0);
        assertThat(office.json(rule("GET", "auditor", "")).path("required").asBoolean())
                .isTrue();

        var off = rule("PUT", "administrator", "{\"required\":false,\"reason\":{\"en\":\" There is one of us. \"}}");

        assertThat(off.statusCode()).as(off.body()).isEqualTo(200);
        var fact = newest();
        assertThat(fact.item()).isEqualTo("review/four-eyes");
        assertThat(fact.fact()).isEqualTo(new ReviewChanged(false, LocalizedText.of("en", "There is one of us.")));
        assertThat(put(Documents.HEAD + WHY_NOT, 4).statusCode()).isEqualTo(200);
        assertThat(facts()).hasSize(5);
        assertThat(facts().getLast().approver()).isNull();

        rule("PUT", "administrator", "{\"required\":false,\"reason\":{\"en\":\"Again.\"}}");
        assertThat(newest().position()).as("it was so already").isEqualTo(6);
        rule("PUT", "administrator", "{\"required\":true,\"reason\":{\"en\":\"There are two.\"}}");
        assertThat(put(Documents.HEAD + WHY, 6).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "approver", "auditor", "automation"})
    void onlyAnAdministratorSwitchesIt(String role) {
        put(Documents.HEAD + WHY, 0);

        assertThat(rule("PUT", role, "{\"required\":false,\"reason\":{\"en\":\"So.\"}}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(newest().position()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"required\":false}",
                "{\"required\":false,\"reason\":{}}",
                "{\"required\":false,\"reason\":{\"en\":\" \"}}",
                "{\"required\":false,\"reason\":{\"en\":null}}",
                "{\"required\":false,\"reason\":{\"no tag\":\"So.\"}}",
                "{\"required\":false,\"reason\":{\"\":\"So.\"}}",
                "{\"required\":false,\"reason\":{\"en\":\"So\\u0000.\"}}"
            })
    void aDecisionWithoutAReasonIsRefused(String body) {
        put(Documents.HEAD + WHY, 0);

        assertProblem(rule("PUT", "administrator", body), 422, "reason-unusable");
        assertThat(newest().position()).isEqualTo(4);
    }

    @Test
    void whatIsNotDecidedIsRefused() {
        put(Documents.HEAD + WHY, 0);

        assertProblem(rule("PUT", "administrator", "{\"reason\":{\"en\":\"So.\"}}"), 422, "decision-missing");
    }

    @Test
    void anEmptyTrustCenterHasNothingToReview() {
        assertProblem(
                rule("PUT", "administrator", "{\"required\":false,\"reason\":{\"en\":\"So.\"}}"),
                409,
                "nothing-to-review");
        assertThat(put(Documents.HEAD + WHY, 0).statusCode()).isEqualTo(201);
    }

    @Test
    void whatWaitsOutlivesTheDayAndWhatIsDecidedLivesADayLonger() {
        put(Documents.HEAD + WHY, 0);
        var waits = put(Documents.HEAD + WHY_NOT, 4);

        documents.forget(since(waits).plus(Duration.ofDays(400)));
        assertThat(text(get(id(waits)), "state")).isEqualTo("in-review");
        decline(id(waits), "greta", "Say since when.");
        var decided = since(get(id(waits)));
        documents.forget(decided);
        assertThat(text(get(id(waits)), "state")).isEqualTo("declined");
        documents.forget(decided.plusMillis(1));

        assertThat(get(id(waits)).statusCode()).isEqualTo(404);
    }

    @Test
    void anApprovalHoldsWhereOnlyOtherThingsHaveChanged() {
        put(Documents.HEAD + WHY, 0);
        var waits = put(Documents.HEAD + WHY_NOT, 4);
        var other = put(
                Documents.HEAD + WHY.replace("]\n", ", {id: who, category: data-protection, question: Who?}]\n"), 4);
        approve(id(other), "greta", "approver");

        var approved = approve(id(waits), "greta", "approver");

        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(facts()).hasSize(6);
        assertThat(facts().getLast().item()).isEqualTo("answers/why");
    }

    /** A plan says what would be recorded if it were recorded now, and now has gone by. */
    @ParameterizedTest
    @ValueSource(strings = {"", ", from: '2026-11-22T11:00:00Z'"})
    void whatADateHasOvertakenIsPlannedAgain(String dated) {
        var clock = new MovableClock("2026-11-22T11:00:00Z");
        try (var later = RunningOffice.at(clock)) {
            var path = "/api/v1/trust-centers/%s/".formatted(trustCenter);
            var author = later.identity().token("astrid", trustCenter + ":editor");
            var approver = later.identity().token("greta", trustCenter + ":approver");
            later.exchange(later.request(later.office(path + "content"), author)
                    .header("Content-Type", "application/yaml")
                    .PUT(BodyPublishers.ofString(Documents.HEAD + WHY)));
            clock.move(Duration.ofSeconds(1));
            var waits = later.exchange(
                    later.request(later.office(path + "content"), author)
                            .header("Content-Type", "application/yaml")
                            .header("If-Match", "\"4\"")
                            .PUT(
                                    BodyPublishers.ofString(
                                            Documents.HEAD.replace(
                                                            "label: Data protection", "label: Data protection" + dated)
                                                    + "answers: [{id: why, category: data-protection, question: Why so?, from: 2026-11-24}]\n")));
            var changeSet = path + "change-sets/" + later.json(waits).path("id").asString();
            var etag = later.get(later.office(changeSet), approver)
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            clock.move(Duration.ofDays(3));

            var late = later.exchange(later.request(
                            later.office(changeSet + "/approve"),
                            later.identity().token("greta", trustCenter + ":approver"))
                    .header("If-Match", etag)
                    .POST(BodyPublishers.noBody()));

            assertThat(late.statusCode()).as(late.body()).isEqualTo(412);
            assertThat(later.json(late).path("type").asString()).endsWith(":plan-passed");
            assertThat(later.bean(Ledger.class).contentFacts(trustCenter)).hasSize(4);
        }
    }

    @Test
    void aPipelineThatRunsAgainAsksForNothingElse() {
        put(Documents.HEAD + WHY, 0);
        var first = put(Documents.HEAD + WHY_NOT, 4);
        var second = put(Documents.HEAD + WHY_NOT, 4);

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(id(second)).isEqualTo(id(first));

        var other = put(
                Documents.HEAD + WHY.replace("]\n", ", {id: who, category: data-protection, question: Who?}]\n"), 4);
        approve(id(other), "greta", "approver");
        var third = put(Documents.HEAD + WHY_NOT, 5);

        assertThat(id(third)).isNotEqualTo(id(first));
        assertThat(office.json(get("")).path("changeSets"))
                .as("in the place of the older one")
                .hasSize(1);
        assertThat(history(id(first)))
                .hasExactlyElementsOfTypes(ReviewStep.Submitted.class, ReviewStep.Withdrawn.class);
    }

    @Test
    void aDecisionOnTheRuleNamesTheOneThatWasRead() {
        put(Documents.HEAD + WHY, 0);
        var address = office.office("/api/v1/trust-centers/%s/review".formatted(trustCenter));
        var body = "{\"required\":false,\"reason\":{\"en\":\"So.\"}}";

        assertProblem(office.send("PUT", address, token("sven", "administrator"), body), 428, "rule-base-missing");
        rule("PUT", "administrator", body);
        assertProblem(
                office.exchange(office.request(address, token("siv", "administrator"))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"0\"")
                        .PUT(BodyPublishers.ofString(body.replace("false", "true")))),
                412,
                "rule-changed-meanwhile");
        assertThat(office.json(rule("GET", "auditor", "")).path("position").asInt())
                .isEqualTo(5);
        assertThat(newest().position()).isEqualTo(5);
    }

    @Test
    void onePersonsChangeSetsAreBoundedAndDisplaceNoDraft() {
        put(Documents.HEAD + WHY, 0);
        var astrid = actor("astrid");
        var draft = office.bean(ContentDesk.class)
                .send(
                        trustCenter,
                        astrid,
                        (Documents.HEAD + WHY).getBytes(StandardCharsets.UTF_8),
                        true,
                        "correlation-1");
        for (var number = 0; number < SentDocuments.MOST_IN_REVIEW; number++) {
            assertThat(put(Documents.HEAD + WHY.replace("Why?", "Why %d?".formatted(number)), 4)
                            .statusCode())
                    .isEqualTo(202);
        }

        assertProblem(put(Documents.HEAD + WHY_NOT, 4), 409, "too-many-in-review");
        assertThat(office.json(get("")).path("changeSets")).hasSize(SentDocuments.MOST_IN_REVIEW);
        assertThat(documents.find(trustCenter, astrid, draft.id())).isPresent();
    }

    @Test
    void whatIsStoredOfItReadsTheSameForEver() {
        var stored = List.of(
                "submitted|{\"sha256\":\"aa\",\"contentPosition\":4,\"facts\":1}",
                "withdrawn|{}",
                "declined|{}",
                "approved|{\"position\":5,\"facts\":1}",
                "embargoed|{\"until\":\"2027-01-04T07:00:00Z\",\"isApproved\":true}",
                "embargo-ended|{\"due\":\"2027-01-04T07:00:00Z\",\"position\":5,\"facts\":1}",
                "overtaken|{\"due\":\"2027-01-04T07:00:00Z\",\"reason\":\"changed-meanwhile\"}");
        for (var number = 0; number < stored.size(); number++) {
            var event = stored.get(number).split("[|]");
            office.jdbc()
                    .update(
                            """
                            insert into domain_event (aggregate_identifier, sequence_number, aggregate_type,
                                event_identifier, recorded_at, payload_type, payload_revision, payload, meta_data)
                            values (?, ?, 'change-sets', ?, now(), ?, '1', convert_to(?, 'UTF8'),
                                convert_to('{"actor":"actor-1","correlationId":"correlation-1"}', 'UTF8'))""",
                            "%s/change-sets/old".formatted(trustCenter),
                            number,
                            "%s/%d".formatted(trustCenter, number),
                            "change-sets." + event[0],
                            event[1]);
        }

        var due = Instant.parse("2027-01-04T07:00:00Z");
        assertThat(history("old"))
                .containsExactly(
                        new ReviewStep.Submitted("aa", 4, 1),
                        new ReviewStep.Withdrawn(),
                        new ReviewStep.Declined(),
                        new ReviewStep.Approved(5, 1),
                        new ReviewStep.Embargoed(due, true),
                        new ReviewStep.EmbargoEnded(due, 5, 1),
                        new ReviewStep.Overtaken(due, "changed-meanwhile"));
    }

    private HttpResponse<String> put(String document, long basedOn) {
        return put(document, basedOn, null);
    }

    private HttpResponse<String> put(String document, long basedOn, @Nullable String key) {
        var request = office.request(
                        office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)),
                        token("astrid", "editor"))
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(document));
        if (basedOn > 0) {
            request.header("If-Match", "\"%d\"".formatted(basedOn));
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return office.exchange(request);
    }

    private HttpResponse<String> approve(String changeSet, String who, String role) {
        return post(changeSet + "/approve", who, role, etag(changeSet), "");
    }

    private HttpResponse<String> decline(String changeSet, String who, String words) {
        return post(changeSet + "/decline", who, "approver", etag(changeSet), "{\"words\":\"%s\"}".formatted(words));
    }

    private HttpResponse<String> post(String path, String who, String role, @Nullable String lookedAt, String body) {
        var request = office.request(changeSets("/" + path), token(who, role));
        if (lookedAt != null) {
            request.header("If-Match", lookedAt);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return office.exchange(request.POST(BodyPublishers.ofString(body)));
    }

    /** @param path after the change sets; empty for all of them */
    private HttpResponse<String> get(String path) {
        return office.get(changeSets(path.isEmpty() ? "" : "/" + path), token("alva", "auditor"));
    }

    private URI changeSets(String path) {
        return office.office("/api/v1/trust-centers/%s/change-sets%s".formatted(trustCenter, path));
    }

    private HttpResponse<String> rule(String method, String role, String body) {
        var address = office.office("/api/v1/trust-centers/%s/review".formatted(trustCenter));
        var read = office.get(address, token("sven", "auditor"));
        var request = office.request(address, token("sven", role)).header("Content-Type", "application/json");
        read.headers().firstValue("ETag").ifPresent(etag -> request.header("If-Match", etag));
        return office.exchange(request.method(method, BodyPublishers.ofString(body)));
    }

    private String etag(String changeSet) {
        return get(changeSet).headers().firstValue("ETag").orElseThrow();
    }

    private String token(String who, String role) {
        return office.identity().token(who, "%s:%s".formatted(trustCenter, role));
    }

    private String actor(String who) {
        return text(office.get(office.office("/api/v1/me"), token(who, "approver")), "actor");
    }

    private Instant since(HttpResponse<String> changeSet) {
        return Instant.parse(text(changeSet, "since"));
    }

    private String id(HttpResponse<String> waits) {
        return text(waits, "id");
    }

    private String text(HttpResponse<String> answer, String member) {
        return office.json(answer).path(member).asString();
    }

    private void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(tuple(answer.statusCode(), text(answer, "type")))
                .as(answer.body())
                .isEqualTo(tuple(status, "urn:trust-ledger:problem:" + slug));
    }

    private List<Object> history(String changeSet) {
        return office.bean(Ledger.class).history(trustCenter, ReviewStep.KIND, changeSet);
    }

    private List<PublicFact> facts() {
        return office.bean(Ledger.class).contentFacts(trustCenter);
    }

    private PublicFact newest() {
        return office.jdbc()
                .queryForObject(
                        "select bytes from public_fact where trust_center = ? order by position desc limit 1",
                        (row, _) -> new FactCodec().read(row.getBytes(1)),
                        trustCenter.value());
    }
}
