package org.trustledger.command.reception;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Facts;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.JsonNode;

class ReceptionTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final RunningOffice office = RunningOffice.shared();
    private final TrustCenterId trustCenter = published();

    @Test
    void anybodyMayAskForAPackOfADay() {
        var answer = ask("{\"language\":\"sv\",\"validAt\":\"2026-03-01\",\"recordedAt\":null}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var pack = office.json(answer).get("pack").asString();
        assertThat(office.json(answer).get("state").asString()).isEqualTo("requested");
        var state = "/reception/api/v1/trust-centers/%s/packs/%s".formatted(trustCenter, pack);
        assertThat(answer.headers().firstValue("Location")).contains(state);
        var told = office.json(office.get(office.reception(state), null));
        assertThat(told.get("state").asString()).isEqualTo("requested");
        assertThat(told.get("scope").asString()).isEqualTo("all");
        assertThat(told.get("language").asString()).isEqualTo("sv");
        assertThat(told.get("validAt").asString()).isEqualTo("2026-02-28T23:00:00Z");
    }

    @Test
    void whereThereIsNothingVisitorsAreToldSoAndNotHowStaffLogIn() {
        for (var path : List.of("", "/none", "/%s".formatted(trustCenter), "/%s/none".formatted(trustCenter))) {
            var answer = office.exchange(office.page(office.reception("/reception" + path)));

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body())
                    .as(path)
                    .doesNotContain("token", office.identity().issuer());
        }
        assertThat(office.exchange(office.page(office.reception("/reception/%s/none".formatted(trustCenter))))
                        .body())
                .contains("There is nothing here");
    }

    @Test
    void whoeverWaitsHearsHowFarThePackHasCome() {
        var first = asked("{\"validAt\":\"2026-04-01\"}");
        var second = asked("{\"scope\":\"subprocessors\",\"validAt\":\"2026-04-01\"}");
        var before = progress(second).get("before").asInt();
        assertThat(progress(second).get("beingSetSince").isNull()).isTrue();
        assertThat(before).isGreaterThan(progress(first).get("before").asInt());

        report(first, "{\"state\":\"being-set\"}");
        assertThat(Instant.parse(progress(first).get("beingSetSince").asString()))
                .isAfterOrEqualTo(
                        Instant.parse(progress(first).get("requestedAt").asString()));
        assertThat(progress(first).get("before").asInt()).isZero();

        report(first, "{\"state\":\"failed\",\"problem\":\"no glyph in answers/secret\"}");
        assertThat(progress(first).get("state").asString()).isEqualTo("failed");
        assertThat(progress(first).toString())
                .as("why is the office's business")
                .doesNotContain("glyph");
        assertThat(progress(second).get("before").asInt()).isEqualTo(before - 1);

        report(first, "{\"state\":\"being-set\"}");
        assertThat(progress(first).get("state").asString())
                .as("nobody waits for it any more")
                .isEqualTo("failed");
        asked("{\"validAt\":\"2026-04-01\"}");
        assertThat(progress(first).get("beingSetSince").isNull())
                .as("it is in line again")
                .isTrue();
        assertProblem(
                office.send(
                        "PUT",
                        office.office("/api/v1/trust-centers/%s/packs/%s".formatted(trustCenter, "0".repeat(32))),
                        office.identity().token("press", "*:renderer"),
                        "{\"state\":\"being-set\"}"),
                404,
                "pack-never-requested");
    }

    private String asked(String wish) {
        return office.json(ask(wish)).get("pack").asString();
    }

    private JsonNode progress(String pack) {
        return office.json(office.get(
                office.reception("/reception/api/v1/trust-centers/%s/packs/%s".formatted(trustCenter, pack)), null));
    }

    private void report(String pack, String report) {
        var answer = office.send(
                "PUT",
                office.office("/api/v1/trust-centers/%s/packs/%s".formatted(trustCenter, pack)),
                office.identity().token("press", "*:renderer"),
                report);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void whereNobodyIsToldByMailAReaderIsLedToTheFeeds() {
        var page = office.exchange(
                office.page(office.reception("/reception/%s/subscribe?lang=en".formatted(trustCenter))));

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body())
                .contains("Nobody is told by mail here", "href=\"/%s/feeds?lang=en\"".formatted(trustCenter));
    }

    @Test
    void strangersAskByDatesOnly() {
        assertProblem(ask("{\"validAt\":\"2026-03-01T10:00:00Z\"}"), 400, "not-a-time");
        assertProblem(ask("{\"recordedAt\":\"2026-03-01T10:00:00Z\"}"), 400, "not-a-time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/me",
                "/",
                "/actuator/health",
                "/api/v1/trust-centers/nordhamn/packs",
                "/error",
                "/reception/../api/v1/me",
                "/reception;x=y/../api/v1/me",
                "/reception%2f..%2fapi/v1/me"
            })
    void nothingOfTheOfficeAnswersAtTheReception(String path) {
        var token = office.identity().token("astrid", "*:administrator");

        assertThat(office.get(office.reception(path), token).statusCode()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reception/api/v1/trust-centers/%s/packs",
                "//reception/api/v1/trust-centers/%s/packs",
                "/%%72eception/api/v1/trust-centers/%s/packs"
            })
    void theReceptionNeverAnswersAtTheOffice(String path) {
        var token = office.identity().token("astrid", "*:administrator");
        var before = packs();

        var answer =
                office.send("POST", office.office(path.formatted(trustCenter)), token, "{\"validAt\":\"2026-03-03\"}");

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(packs()).isEqualTo(before);
    }

    @Test
    void strangersHaveOnlySoManyNewPacksMadeAnHourAndADay() {
        try (var strict = new RunningOffice(
                "trust-ledger.packs.public-requests-per-hour=2", "trust-ledger.packs.public-requests-per-day=3")) {
            publish(strict, new TrustCenterId("nordhamn"));
            publish(strict, new TrustCenterId("sodervik"));

            assertThat(ask(strict, "nordhamn", "2026-03-01").statusCode()).isEqualTo(202);
            assertThat(ask(strict, "nordhamn", "2026-03-02").statusCode()).isEqualTo(202);
            var third = ask(strict, "nordhamn", "2026-03-03");

            assertProblem(third, 429, "too-many-requests");
            assertThat(third.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(3_000L, 3_601L);
            assertThat(ask(strict, "nordhamn", "2026-03-01").statusCode())
                    .as("what is known costs nothing")
                    .isEqualTo(202);
            assertThat(ask(strict, "sodervik", "2026-03-03").statusCode())
                    .as("each trust center counts for itself")
                    .isEqualTo(202);
            assertThat(strict.jdbc()
                            .queryForObject(
                                    "select count(*) from pack where trust_center = 'nordhamn' and valid_at = '2026-03-02T23:00Z'",
                                    Long.class))
                    .as("nothing is recorded of what was refused")
                    .isZero();

            strict.jdbc().update("""
                    with earlier as (delete from public_pack_request returning *)
                    insert into public_pack_request
                    select trust_center, asked_at - interval '2 hours' from earlier""");
            assertThat(ask(strict, "nordhamn", "2026-03-03").statusCode())
                    .as("the next hour")
                    .isEqualTo(202);
            var fourth = ask(strict, "nordhamn", "2026-03-04");
            assertProblem(fourth, 429, "too-many-requests");
            assertThat(fourth.body()).contains("per day");
            assertThat(fourth.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(21 * 3_600L, 22 * 3_600L + 1);
        }
    }

    @Test
    void aBodyLargerThanAnyWishIsRefusedUnread() {
        var large = "{\"language\":\"%s\"}".formatted("x".repeat(20_000));

        assertProblem(ask(large), 413, "too-large");
        var chunked = office.send(office.request(address(office, trustCenter.value()), null)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))));
        assertProblem(chunked, 413, "too-large");
    }

    private TrustCenterId published() {
        var fresh = RunningOffice.newTrustCenter();
        publish(office, fresh);
        await().atMost(10, SECONDS).until(() -> packs(fresh) == 2);
        return fresh;
    }

    private static void publish(RunningOffice office, TrustCenterId trustCenter) {
        office.bean(Ledger.class)
                .record(trustCenter, "actor-1", "correlation-1", _ -> List.of(Facts.profile(1, LONG_AGO, "en", "sv")));
    }

    private HttpResponse<String> ask(String wish) {
        return office.send("POST", address(office, trustCenter.value()), null, wish);
    }

    private static HttpResponse<String> ask(RunningOffice office, String trustCenter, String validAt) {
        return office.send(
                "POST", address(office, trustCenter), null, "{\"validAt\":\"%s\"}".formatted(LocalDate.parse(validAt)));
    }

    private static URI address(RunningOffice office, String trustCenter) {
        return office.reception("/reception/api/v1/trust-centers/%s/packs".formatted(trustCenter));
    }

    private long packs() {
        return packs(trustCenter);
    }

    private long packs(TrustCenterId trustCenter) {
        var count = office.jdbc()
                .queryForObject("select count(*) from pack where trust_center = ?", Long.class, trustCenter.value());
        return count == null ? -1 : count;
    }

    private void assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(office.json(response).get("type").asString()).isEqualTo("urn:trust-ledger:problem:" + slug);
    }
}
