package org.trustledger.command.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trustledger.command.RunningOffice;

class ProblemsTest {
    private static final String PACKS = "/api/v1/trust-centers/nordhamn/packs";

    private final RunningOffice office = RunningOffice.shared();
    private final String token = office.identity().token("astrid", "*:editor");

    @Test
    void anAddressThatIsNotThere() {
        assertProblem(office.get(office.office("/api/v1/nothing"), token), 404, "not-found");
    }

    @Test
    void aMethodThatIsNotTaken() {
        var answer = office.send("DELETE", office.office("/api/v1/me"), token, "");

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).isPresent();
    }

    @Test
    void aFormatThatIsNotSpoken() {
        assertProblem(
                office.send(office.request(office.office("/api/v1/me"), token)
                        .header("Accept", "image/png")
                        .GET()),
                406,
                "not-acceptable");
        assertProblem(
                office.send(office.request(office.office(PACKS), token)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("please"))),
                415,
                "unsupported-media-type");
    }

    @Test
    void aBodyThatIsNotJsonSaysWhere() {
        var answer = office.send("POST", office.office(PACKS), token, "{\n  \"language\" \"en\"}");

        assertProblem(answer, 400, "bad-request");
        assertThat(office.json(answer).get("detail").asString()).contains("line 2");
    }

    @Test
    void aBodyThatIsMissing() {
        assertProblem(office.send("POST", office.office(PACKS), token, ""), 400, "bad-request");
    }

    @Test
    void aTrustCenterIdThatCannotBe() {
        var answer = office.send("POST", office.office("/api/v1/trust-centers/Nord_hamn/packs"), token, "{}");

        assertProblem(answer, 400, "bad-request");
        assertThat(office.json(answer).get("detail").asString()).contains("'Nord_hamn'", "a-z");
    }

    @Test
    void aBodyThatIsTooLarge() {
        assertProblem(office.send("POST", office.office(PACKS), token, "x".repeat(70_000)), 413, "too-large");
    }

    @Test
    void anAddressThatTheServerItselfRefuses() {
        assertProblem(office.get(office.office("/api/v1/me;a=b"), token), 400, "bad-request");
    }

    @Test
    void theCorrelationIdIsTheCallersIfItIsWellFormed() {
        var own = office.send(office.request(office.office("/"), null)
                .header("X-Correlation-Id", "0af7651916cd43dd8448eb211c80319c")
                .GET());
        var spoofed = office.send(office.request(office.office("/"), null)
                .header("X-Correlation-Id", "a b <script>")
                .GET());

        assertThat(own.headers().firstValue("X-Correlation-Id")).contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(spoofed.headers().firstValue("X-Correlation-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
    }

    @Test
    void nothingOfTheOperatorsAnswersAtTheOffice() {
        assertThat(office.get(office.management("/actuator/health/liveness"), null)
                        .body())
                .contains("\"status\":\"UP\"");
        assertThat(office.get(office.management("/actuator/health/readiness"), null)
                        .statusCode())
                .isEqualTo(200);
        for (var path : List.of("/actuator/health/readiness", "/actuator/prometheus")) {
            assertProblem(office.get(office.office(path), token), 404, "not-found");
        }
        assertThat(office.get(office.management("/actuator/env"), token).statusCode())
                .isEqualTo(404);
        assertProblem(office.get(office.office("/actuator/env"), token), 404, "not-found");
    }

    private void assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .as(response.body())
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var problem = office.json(response);
        assertThat(problem.get("type").asString()).isEqualTo("urn:trust-ledger:problem:" + slug);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
    }
}
