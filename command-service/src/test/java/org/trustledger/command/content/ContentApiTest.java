package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/** The whole office on real servers, spoken to as a pipeline would. */
class ContentApiTest {
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

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
                {"path":"/extra","line":14,"column":1,"message":"'extra' is not known here. Known are trustLedger, reason, profile, pillars, categories, tags, answers, agreements, subprocessors, dataCenters.","value":"extra"}]}""".formatted(trustCenter));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(facts()).isEmpty();
        assertThat(office.bean(Ledger.class).head(trustCenter)).isEmpty();
    }

    @Test
    void aChangeToALoadedTrustCenterNeedsAReviewAndLeavingOutDoesNot() {
        var answers = "answers: [{id: why, category: data-protection, question: Why?}]\n";
        put(YAML, Documents.HEAD + answers, "editor");

        var changed = put(YAML, Documents.HEAD + answers.replace("Why?", "Why not?"), "editor");
        var leftOut = put(YAML, Documents.HEAD, "editor");

        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(office.json(changed).get("type").asString()).isEqualTo("urn:trust-ledger:problem:review-needed");
        assertThat(office.json(changed).get("differences"))
                .hasToString("[{\"kind\":\"answers\",\"item\":\"why\",\"change\":\"changed\",\"from\":null,"
                        + "\"fields\":[\"question\"]}]");
        assertThat(leftOut.statusCode()).isEqualTo(200);
        assertThat(office.json(leftOut).get("leftOut")).hasToString("[\"answers/why\"]");
        assertThat(facts()).hasSize(4);
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
