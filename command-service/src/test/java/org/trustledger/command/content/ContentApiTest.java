package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/** The whole office on real servers, spoken to as a pipeline would. */
class ContentApiTest {
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";
    private static final String ANSWER = "answers: [{id: why, category: data-protection, question: Why?}]\n";

    private final RunningOffice office = RunningOffice.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @Test
    void theSampleIsLoadedOnceAndIsTheSameTheSecondTime() throws IOException {
        var sample = Files.readString(Path.of("..", "infra", "sample", "nordhamn.yaml"));

        var first = put(YAML, sample, "editor");
        var second = put(YAML, sample, "automation");

        assertThat(first.statusCode()).isEqualTo(201);
        var answer = office.json(first);
        var facts = facts();
        assertThat(answer.get("trustCenter").asString()).isEqualTo(trustCenter.value());
        assertThat(answer.get("facts").asInt()).isEqualTo(facts.size());
        assertThat(answer.get("leftOut").isEmpty()).isTrue();
        assertThat(facts)
                .extracting(PublicFact::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, facts.size()).boxed().toList());
        assertThat(facts)
                .extracting(fact -> fact.recordedAt().toString())
                .containsOnly(answer.get("recordedAt").asString());
        assertThat(first.headers().firstValue("X-Correlation-Id"))
                .contains(facts.getFirst().correlationId());
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(office.json(second).get("facts").asInt()).isZero();
        assertThat(office.json(second).get("recordedAt")).isEqualTo(answer.get("recordedAt"));
        assertThat(facts()).hasSize(facts.size());
    }

    @Test
    void thePagesOfARealTrustCenterAreLoadedAsJson() throws IOException {
        var response = put(
                JSON,
                new String(CapturedPagesTest.toJson(CapturedPagesTest.captured()), StandardCharsets.UTF_8),
                "editor");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(office.json(response).get("facts").asInt()).isEqualTo(1 + 6 + 4 + 5 + 40);
    }

    @Test
    void everyProblemOfABadDocumentIsToldAndNothingRecorded() {
        var response = put(
                YAML,
                Documents.HEAD + "answers:\n  - {id: A, category: no, question: Why?}\nextra: 1\n",
                "administrator");

        assertThat(office.json(response)).hasToString("""
                {"detail":"The document has 3 problems. Nothing was recorded.",\
                "instance":"/api/v1/trust-centers/%s/content",\
                "status":422,"title":"The document has problems","type":"urn:trust-ledger:problem:content-invalid",\
                "problems":[\
                {"path":"/answers/0/id","line":13,"column":10,"message":"id must be 1 to 64 of a-z, 0-9 and inner hyphens.","value":"A"},\
                {"path":"/answers/0/category","line":13,"column":23,"message":"There is no category 'no' in the document.","value":"no"},\
                {"path":"/extra","line":14,"column":1,"message":"'extra' is not known here. Known are trustLedger, basedOn, reason, profile, pillars, categories, tags, answers, agreements, subprocessors, dataCenters.","value":"extra"}]}""".formatted(trustCenter));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(facts()).isEmpty();
        assertThat(office.bean(Ledger.class).head(trustCenter)).isEmpty();
    }

    @Test
    void aLoadedTrustCenterIsChangedByWhoNamesItsContentPosition() {
        put(YAML, Documents.HEAD + ANSWER, "editor");
        var changed = Documents.HEAD + ANSWER.replace("Why?", "Why not?");

        var without = put(YAML, changed, "editor");
        var based = send(put(changed, "editor").header("If-Match", "\"4\""));
        var again = put(YAML, changed, "editor");
        var leftOut = put(YAML, Documents.HEAD, "editor");

        assertThat(without.statusCode()).isEqualTo(428);
        assertThat(office.json(without).get("type").asString()).isEqualTo("urn:trust-ledger:problem:base-missing");
        assertThat(office.json(without).get("contentPosition").asInt()).isEqualTo(4);
        assertThat(based.statusCode()).isEqualTo(200);
        assertThat(based.headers().firstValue("ETag")).contains("\"5\"");
        assertThat(office.json(based).get("facts").asInt()).isOne();
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(office.json(again).get("facts").asInt()).isZero();
        assertThat(leftOut.statusCode()).isEqualTo(200);
        assertThat(office.json(leftOut).get("leftOut")).hasToString("[\"answers/why\"]");
        assertThat(facts()).hasSize(5);
    }

    @Test
    void whoIsLateIsToldWhatChangedMeanwhile() {
        put(YAML, Documents.HEAD + ANSWER, "editor");
        send(put(Documents.HEAD + ANSWER.replace("Why?", "Why not?"), "editor").header("If-Match", "\"4\""));

        var late = send(
                put(Documents.HEAD.replace("P30D", "P60D") + ANSWER, "editor").header("If-Match", "\"4\""));

        assertThat(late.statusCode()).isEqualTo(412);
        var changed = office.json(late).get("changed");
        assertThat(changed).hasSize(1);
        assertThat(changed.get(0).get("kind").asString()).isEqualTo("answers");
        assertThat(changed.get(0).get("item").asString()).isEqualTo("why");
        assertThat(changed.get(0).get("position").asInt()).isEqualTo(5);
        assertThat(changed.get(0).get("recordedAt").asString())
                .isEqualTo(facts().getLast().recordedAt().toString());
        assertThat(changed.get(0).at("/reason/en").asString()).isEqualTo("First publication");
        assertThat(facts()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "W/\"4\"", "\"4\", \"5\"", "four", "\"-1\""})
    void aBaseThatIsNoPositionIsRefused(String ifMatch) {
        assertThat(send(put(Documents.HEAD, "editor").header("If-Match", ifMatch))
                        .statusCode())
                .isEqualTo(400);
        assertThat(facts()).isEmpty();
    }

    @Test
    void ofSeveralWhoChangeTheSamePositionOneDoes() {
        put(YAML, Documents.HEAD + ANSWER, "editor");
        var together = IntStream.range(0, 4)
                .mapToObj(editor -> CompletableFuture.supplyAsync(
                        () -> send(put(Documents.HEAD + ANSWER.replace("Why?", "Why " + editor + "?"), "editor")
                                        .header("If-Match", "\"4\""))
                                .statusCode(),
                        Thread::startVirtualThread))
                .toList();

        assertThat(together.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 412, 412, 412);
        assertThat(facts()).hasSize(5);
    }

    @Test
    void aPlanChangesNothingAndTellsWhatWould() {
        put(YAML, Documents.HEAD + ANSWER, "editor");
        var document = Documents.HEAD + ANSWER.replace("Why?", "Why not?").replace("why", "why-not");

        var json = plan(document, "auditor", "application/json");
        var words = plan(document, "approver", "text/plain");

        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.headers().firstValue("ETag")).contains("\"4\"");
        var plan = office.json(json);
        assertThat(plan.get("facts").asInt()).isOne();
        assertThat(plan.at("/changes/0/change").asString()).isEqualTo("added");
        assertThat(plan.at("/leftOut/0/item").asString()).isEqualTo("answers/why");
        assertThat(words.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(words.body())
                .contains("+ why-not  \"Why not?\"", "answers/why  \"Why?\"")
                .endsWith("1 fact in one commit.\n");
        assertThat(facts()).hasSize(4);
    }

    @Test
    void whatIsLeftOutGoesWhenItIsNamed() {
        put(YAML, Documents.HEAD + ANSWER, "editor");
        var address = office.office(path() + "?remove=answers/why");
        var token = office.identity().token("astrid", "%s:editor".formatted(trustCenter));

        var removed = send(office.request(address, token)
                .header("Content-Type", YAML)
                .header("If-Match", "\"4\"")
                .PUT(BodyPublishers.ofString(Documents.HEAD)));

        assertThat(office.json(removed).get("facts").asInt()).isOne();
        assertThat(office.json(removed).get("leftOut")).isEmpty();
        assertThat(facts().getLast().fact()).isInstanceOf(AnswerRetired.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {YAML, JSON})
    void theExportAppliesToNothing(String type) throws IOException {
        put(YAML, Files.readString(Path.of("..", "infra", "sample", "nordhamn.yaml")), "editor");
        var token = office.identity().token("alva", "%s:auditor".formatted(trustCenter));

        var export = send(office.request(office.office(path()), token).header("Accept", type));
        var applied = put(type, export.body(), "editor");

        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(export.headers().firstValue("ETag")).contains("\"%d\"".formatted(facts().size()));
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
        assertThat(office.json(applied).get("facts").asInt()).isZero();
        assertThat(office.json(applied).get("leftOut")).isEmpty();
    }

    @Test
    void thereIsNothingToExportOfATrustCenterThatIsNotThere() {
        var token = office.identity().token("astrid", "%s:editor".formatted(trustCenter));

        assertThat(office.get(office.office(path()), token).statusCode()).isEqualTo(404);
    }

    @Test
    void howFarADocumentHasComeIsToldByItsCorrelationId() {
        var token = office.identity().token("astrid", "%s:editor".formatted(trustCenter));
        send(put(Documents.HEAD, "editor").header("X-Correlation-Id", "load-0001"));
        send(put(Documents.HEAD + "extra: 1", "editor").header("X-Correlation-Id", "load-0002"));

        var recorded = office.get(office.office(path() + "/progress/load-0001"), token);
        var refused = office.get(office.office(path() + "/progress/load-0002"), token);

        assertThat(office.json(recorded).get("phase").asString()).isEqualTo("recorded");
        assertThat(office.json(recorded).get("facts").asInt()).isEqualTo(3);
        assertThat(office.json(refused).get("phase").asString()).isEqualTo("refused");
        assertThat(office.get(office.office(path() + "/progress/load-0003"), token)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void ofSeveralWhoLoadAtTheSameMomentOneDoes() {
        var together = IntStream.range(0, 4)
                .mapToObj(pipeline -> CompletableFuture.supplyAsync(
                        () -> put(YAML, Documents.HEAD, "automation").statusCode(), Thread::startVirtualThread))
                .toList();

        assertThat(together.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(201, 200, 200, 200);
        assertThat(facts()).hasSize(3);
    }

    @Test
    void whatCannotBeReadIsRefusedAtItsLine() {
        var yaml = put(YAML, "trustLedger: 1\nreason: [", "editor");
        var json = put(JSON, Documents.HEAD, "editor");
        var nothing = put(YAML, "", "editor");

        assertThat(List.of(yaml, json, nothing)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(office.json(response).get("type").asString())
                    .isEqualTo("urn:trust-ledger:problem:content-unreadable");
        });
        assertThat(office.json(yaml).get("line").asInt()).isEqualTo(2);
        assertThat(facts()).isEmpty();
    }

    @Test
    void anotherFormatIsRefused() {
        assertThat(put("text/plain", Documents.HEAD, "editor").statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approver", "auditor", "renderer"})
    void whoMayNotChangeContentIsTurnedAwayAndNothingRecorded(String role) {
        assertThat(put(YAML, Documents.HEAD, role).statusCode()).isEqualTo(403);
        assertThat(facts()).isEmpty();
    }

    @Test
    void anEditorOfAnotherTrustCenterAndAStrangerAreTurnedAway() {
        var elsewhere = office.identity().token("birger", "another:administrator");

        assertThat(send(YAML, BodyPublishers.ofString(Documents.HEAD), elsewhere)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(YAML, BodyPublishers.ofString(Documents.HEAD), null).statusCode())
                .isEqualTo(401);
        assertThat(facts()).isEmpty();
    }

    @Test
    void aDocumentBeyondTheLimitIsRefusedWhetherOrNotItTellsItsLength() {
        try (var small = new RunningOffice("trust-ledger.content.max-size=2KB")) {
            var bytes = (Documents.HEAD + "#".repeat(3_000)).getBytes(StandardCharsets.UTF_8);
            var token = small.identity().token("astrid", "*:editor");
            for (var body : List.of(
                    BodyPublishers.ofByteArray(bytes),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))) {
                var response = small.send(small.request(small.office(path()), token)
                        .header("Content-Type", YAML)
                        .PUT(body));

                assertThat(response.statusCode()).isEqualTo(413);
            }
        }
    }

    @Test
    void theSchemaIsPublic() {
        var response = office.get(office.office("/api/v1/content-schema"), null);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/schema+json");
        assertThat(response.body()).isEqualTo(new ContentSchema().text());
    }

    private HttpResponse<String> put(String type, String document, String role) {
        var token = office.identity().token("astrid", "%s:%s".formatted(trustCenter, role));
        return send(type, BodyPublishers.ofString(document), token);
    }

    private HttpRequest.Builder put(String yaml, String role) {
        var token = office.identity().token("astrid", "%s:%s".formatted(trustCenter, role));
        return office.request(office.office(path()), token)
                .header("Content-Type", YAML)
                .PUT(BodyPublishers.ofString(yaml));
    }

    private HttpResponse<String> plan(String yaml, String role, String accept) {
        var token = office.identity().token("astrid", "%s:%s".formatted(trustCenter, role));
        return send(office.request(office.office(path() + "?plan=true"), token)
                .header("Content-Type", YAML)
                .header("Accept", accept)
                .PUT(BodyPublishers.ofString(yaml)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return office.send(request);
    }

    private HttpResponse<String> send(String type, BodyPublisher document, @Nullable String token) {
        return office.send(office.request(office.office(path()), token)
                .header("Content-Type", type)
                .PUT(document));
    }

    private String path() {
        return "/api/v1/trust-centers/%s/content".formatted(trustCenter);
    }

    private List<PublicFact> facts() {
        return office.bean(Ledger.class).contentFacts(trustCenter);
    }
}
