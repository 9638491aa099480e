package org.trustledger.command.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Facts;
import org.trustledger.command.ledger.Ledger;

class AccessTest {
    private final RunningOffice office = RunningOffice.shared();

    @Test
    void tellsTheCallerWhoTheirTokenSaysTheyAre() {
        var token = office.identity().token("astrid", "nordhamn:editor", "*:auditor", "nordhamn:pope", "nonsense");

        var me = office.json(office.get(office.office("/api/v1/me"), token));

        assertThat(me.get("actor").asString()).matches("actor-[0-9a-f]{16}");
        assertThat(me.get("subject").asString()).isEqualTo("astrid");
        assertThat(me.get("roles").toString()).isEqualTo("{\"*\":[\"auditor\"],\"nordhamn\":[\"editor\"]}");
    }

    @Test
    void theSamePersonIsTheSameActorAndAnotherIsAnother() {
        assertThat(actor("astrid")).isEqualTo(actor("astrid")).isNotEqualTo(actor("birger"));
    }

    @Test
    void withoutATokenNobodyGetsInAndNothingIsRecorded() {
        var trustCenter = published();

        var response = office.send(
                "POST",
                office.office("/api/v1/trust-centers/%s/packs".formatted(trustCenter)),
                null,
                "{\"validAt\":\"2026-03-01\"}");

        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertProblem(response, 401, "unauthorized");
        assertThat(requestedPacks(trustCenter, "2026-03-01")).isZero();
    }

    static Stream<Arguments> tokensThatAreNotBelieved() {
        return Stream.of(
                Arguments.of("expired", spoil(claims -> claims.expirationTime(Date.from(Instant.EPOCH)))),
                Arguments.of("for another audience", spoil(claims -> claims.audience("somebody-else"))),
                Arguments.of("of another issuer", spoil(claims -> claims.issuer("https://elsewhere.example"))),
                Arguments.of("without an end", spoil(claims -> claims.expirationTime(null))),
                Arguments.of("without a subject", spoil(claims -> claims.subject(null))));
    }

    private static UnaryOperator<JWTClaimsSet.Builder> spoil(UnaryOperator<JWTClaimsSet.Builder> spoil) {
        return spoil;
    }

    @ParameterizedTest(name = "a token {0}")
    @MethodSource("tokensThatAreNotBelieved")
    void isNotBelieved(String what, UnaryOperator<JWTClaimsSet.Builder> spoil) {
        var token = office.identity().token("astrid", spoil, "*:administrator");

        var response = office.get(office.office("/api/v1/me"), token);

        assertProblem(response, 401, "unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void aForgedTokenIsNotBelieved() throws JOSEException {
        assertProblem(
                office.get(office.office("/api/v1/me"), office.identity().forgedToken("astrid", "*:administrator")),
                401,
                "unauthorized");
        assertProblem(office.get(office.office("/api/v1/me"), "not.a.token"), 401, "unauthorized");
    }

    @Test
    void aRoleInOneTrustCenterOpensNoOther() {
        var trustCenter = published();
        var token = office.identity().token("astrid", "sodervik:renderer", trustCenter + ":editor");

        var response = office.send(
                "PUT",
                office.office("/api/v1/trust-centers/%s/packs/%s".formatted(trustCenter, "0".repeat(32))),
                token,
                "{}");

        assertProblem(response, 403, "forbidden");
        assertThat(office.json(response).get("detail").asString()).contains("[renderer]", trustCenter);
        assertThat(response.body()).doesNotContain("astrid");
    }

    @Test
    void aTrustCenterThatIsNotTheCallersLooksTheSameWhetherItExistsOrNot() {
        var existing = published();
        var token = office.identity().token("astrid", "sodervik:editor");

        var there =
                office.send("POST", office.office("/api/v1/trust-centers/%s/packs".formatted(existing)), token, "{}");
        var nowhere = office.send("POST", office.office("/api/v1/trust-centers/nowhere/packs"), token, "{}");

        assertProblem(there, 403, "forbidden");
        assertThat(nowhere.body().replace("nowhere", existing)).isEqualTo(there.body());
    }

    @Test
    void theIndexListsTheDoorsToEverybody() {
        var index = office.json(office.get(office.office("/"), null));

        assertThat(index.get("doors").toString()).contains("/api/v1/me").doesNotContain("/reception/", "/actuator/");
    }

    @Test
    void theIndexLeadsPeopleToTheWorkbench() {
        var answer = office.send(office.request(office.office("/"), null)
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .GET());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("/workbench/");
    }

    @Test
    void anAddressWithoutADoorStopsTheOfficeFromStarting() {
        var forgotten = List.of(new Doors.Address("GET", "/api/v1/secrets"));

        assertThatThrownBy(() ->
                        Doors.requireOneFor(forgotten, List.of(Door.openToAnyStaff(HttpMethod.PUT, "/api/v1/secrets"))))
                .hasMessageContaining("/api/v1/secrets");
    }

    private String actor(String subject) {
        return office.json(office.get(
                        office.office("/api/v1/me"), office.identity().token(subject)))
                .get("actor")
                .asString();
    }

    private String published() {
        var trustCenter = RunningOffice.newTrustCenter();
        office.bean(Ledger.class)
                .record(
                        trustCenter,
                        "actor-1",
                        "correlation-1",
                        moment -> List.of(Facts.profile(1, Instant.parse("2025-01-01T00:00:00Z"), "en", "sv")));
        return trustCenter.value();
    }

    private long requestedPacks(String trustCenter, String validAt) {
        var count = office.jdbc()
                .queryForObject(
                        "select count(*) from pack where trust_center = ? and valid_at::date = ?::date",
                        Long.class,
                        trustCenter,
                        validAt);
        return count == null ? -1 : count;
    }

    private void assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var problem = office.json(response);
        assertThat(problem.get("type").asString()).isEqualTo("urn:trust-ledger:problem:" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).isNotBlank();
    }
}
