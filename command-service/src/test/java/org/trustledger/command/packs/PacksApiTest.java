package org.trustledger.command.packs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.ledger.Facts.pillar;
import static org.trustledger.command.ledger.Facts.profile;
import static org.trustledger.command.ledger.Facts.tag;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.ledger.Head;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.events.Access;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.Fact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Statement;
import org.trustledger.events.TagRemoved;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.Backing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PacksApiTest {
    private static final String DIGEST = "0".repeat(64);
    private static final Instant LAST_YEAR = Instant.parse("2025-01-15T00:00:00Z");

    private final RunningOffice office = RunningOffice.shared();
    private final Ledger ledger = office.bean(Ledger.class);
    private final Clock clock = office.bean(Clock.class);
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final String staff = office.identity().token("astrid", trustCenter + ":editor");
    private final String press = office.identity().token("press", "*:renderer");

    @Test
    void theNewestPackIsAskedForInEveryLanguageOnceContentRests() {
        record(profile(1, LAST_YEAR, "en", "sv"), pillar("sweden", 1, LAST_YEAR));

        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(packs()).hasSize(2));

        var head = head();
        assertThat(office.jdbc()
                        .queryForList(
                                "select language || ' ' || content_position || ' ' || (valid_at = recorded_at) from pack"
                                        + " where trust_center = ? order by language",
                                String.class,
                                trustCenter.value()))
                .containsExactly(
                        "en %d true".formatted(head.contentPosition()), "sv %d true".formatted(head.contentPosition()));
    }

    @Test
    void whenSomethingBeginsToApplyByItselfItsMomentIsThatOfThePack() {
        var soon = soon();
        record(profile(1, LAST_YEAR, "en"), pillar("sweden", 1, soon));
        whenItIs(soon.plusMillis(100));

        office.bean(WhenContentChangesKeepPackReady.class).react();

        assertThat(office.jdbc()
                        .queryForObject(
                                "select max(valid_at) from pack where trust_center = ?",
                                OffsetDateTime.class,
                                trustCenter.value()))
                .isEqualTo(soon.atOffset(ZoneOffset.UTC));
    }

    @Test
    void whenSomethingInternalBeginsToApplyNoPackTells() {
        var soon = soon();
        var why = LocalizedText.of("en", "Internal.");
        record(
                profile(1, LAST_YEAR, "en"),
                new AnswerAccessChanged("secret", Access.INTERNAL, List.of(), why, DIGEST),
                new AnswerWithheld(new Statement("secret", 1, soon, null, why, null), DIGEST));
        whenItIs(soon.plusMillis(100));

        office.bean(WhenContentChangesKeepPackReady.class).react();

        assertThat(office.jdbc()
                        .queryForList(
                                "select valid_at = recorded_at from pack where trust_center = ?",
                                Boolean.class,
                                trustCenter.value()))
                .containsExactly(true);
    }

    @Test
    void thePressIsToldWhichViewToRender() {
        record(profile(1, LAST_YEAR, "en"), pillar("sweden", 1, LAST_YEAR));
        var recordedAt = head().recordedAt();

        var answer = request("{\"language\":\"en\",\"validAt\":\"2026-03-01\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        var pack = office.json(answer).get("pack").asString();
        var work = work(pack);
        assertThat(work.get("trustCenter").asString()).isEqualTo(trustCenter.value());
        assertThat(work.get("scope").asString()).isEqualTo("all");
        assertThat(work.get("language").asString()).isEqualTo("en");
        assertThat(work.get("validAt").asString()).isEqualTo("2026-02-28T23:00:00Z");
        assertThat(work.get("recordedAt").asString()).isEqualTo(recordedAt.toString());
        assertThat(work.get("contentPosition").asLong()).isEqualTo(2);
        assertThat(work.get("position").asLong()).isEqualTo(2);
        assertThat(work.get("rendererVersion").asString()).isEqualTo("8");
        assertThat(work.get("correlationId").asString()).isEqualTo("test-correlation-1");
        assertThat(answer.headers().firstValue("X-Correlation-Id")).contains("test-correlation-1");
    }

    @Test
    void anAuditorReadsHowAPackStandsAndAsksForNone() {
        record(profile(1, LAST_YEAR, "en"));
        var auditor = office.identity().token("revisor", trustCenter + ":auditor");
        var packs = office.office("/api/v1/trust-centers/%s/packs".formatted(trustCenter));

        var refused = office.send("POST", packs, auditor, "{}");
        var asked = office.send("POST", packs, staff, "{}");

        assertThat(refused.statusCode()).isEqualTo(403);
        var pack = office.json(asked).path("pack").asString();
        assertThat(office.get(office.office("/api/v1/trust-centers/%s/packs/%s".formatted(trustCenter, pack)), auditor)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anIssuedPackIsAPublicFactThatDoesNotMoveTheContentPosition() {
        record(profile(1, LAST_YEAR, "en"));
        var pack =
                office.json(request("{\"validAt\":\"2026-03-01\"}")).get("pack").asString();

        var answer = report(pack, "b");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(office.json(answer).get("state").asString()).isEqualTo("issued");
        assertThat(head()).extracting(Head::position, Head::contentPosition).containsExactly(2L, 1L);
        assertThat(office.jdbc()
                        .queryForList(
                                "select item || ' ' || content from public_fact where trust_center = ? and position = 2",
                                String.class,
                                trustCenter.value()))
                .containsExactly("packs/%s false".formatted(pack));
        assertThat(request("{\"validAt\":\"2026-03-01\"}").statusCode())
                .as("asking for what is there")
                .isEqualTo(200);
    }

    @Test
    void theSameReportTwiceIsOneFactAndAnotherDigestIsRefused() {
        record(profile(1, LAST_YEAR, "en"));
        var pack =
                office.json(request("{\"validAt\":\"2026-03-01\"}")).get("pack").asString();

        assertThat(report(pack, "b").statusCode()).isEqualTo(200);
        assertThat(report(pack, "b").statusCode()).isEqualTo(200);
        assertProblem(report(pack, "d"), 409, "pack-issued-otherwise");

        assertThat(head().position()).isEqualTo(2);
    }

    @Test
    void aFailedPackIsNotAskedForAgainUnlessSomebodyDoes() {
        record(profile(1, LAST_YEAR, "en"));
        var pack =
                office.json(request("{\"validAt\":\"2026-03-01\"}")).get("pack").asString();

        var failed = office.send("PUT", packAddress(pack), press, "{\"state\":\"failed\",\"problem\":\"no glyph\"}");

        assertThat(office.json(failed).get("state").asString()).isEqualTo("failed");
        assertThat(head().position()).as("a failure is no public fact").isEqualTo(1);
        assertThat(office.json(request("{\"validAt\":\"2026-03-01\"}"))
                        .get("state")
                        .asString())
                .isEqualTo("requested");
    }

    @Test
    void aReportThatDoesNotHoldTogetherSaysEverythingThatIsWrong() {
        record(profile(1, LAST_YEAR, "en"));
        var pack =
                office.json(request("{\"validAt\":\"2026-03-01\"}")).get("pack").asString();

        var answer = office.send(
                "PUT", packAddress(pack), press, "{\"state\":\"issued\",\"sealedSha256\":\"xyz\",\"pages\":0}");

        assertProblem(answer, 422, "unusable-report");
        assertThat(office.json(answer).get("problems").toString())
                .contains("unsignedSha256 is missing", "sealedSha256 is 'xyz'", "pages is '0'", "seal is missing");
        assertThat(head().position()).isEqualTo(1);
    }

    @Test
    void aReportOfAPackOfAnotherTrustCenterIsRefused() {
        record(profile(1, LAST_YEAR, "en"));
        var pack =
                office.json(request("{\"validAt\":\"2026-03-01\"}")).get("pack").asString();
        var elsewhere = office.office("/api/v1/trust-centers/elsewhere/packs/" + pack);

        assertProblem(office.send("PUT", elsewhere, press, issued("b")), 404, "pack-never-requested");
        assertThat(ledger.head(new TrustCenterId("elsewhere"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"language":"fi"}                          | 422 | language-not-published | [en, sv]
            {"validAt":"1999-01-01"}                   | 422 | nothing-applied-then   | 1998-12-31T23:00:00Z
            {"recordedAt":"2199-01-01"}                | 422 | recorded-in-the-future | 2199-01-01
            {"recordedAt":"2001-01-01"}                | 422 | nothing-recorded-then  | 2001-01-01
            {"validAt":"2026-02-30"}                   | 400 | not-a-time             | validAt is '2026-02-30'
            {"scope":"weather"}                        | 400 | unknown-scope          | all, tag:<id>, agreement:<id>, subprocessors
            {"scope":"differences"}                    | 400 | unknown-scope          | scope is 'differences'
            {"scope":"tag:NIS2"}                       | 400 | unknown-scope          | scope is 'tag:NIS2'
            {"scope":"tag:nis2"}                       | 422 | not-among-content-then | no such tag applied
            {"scope":"agreement:dpa"}                  | 422 | not-among-content-then | no such agreement applied
            {"validAt":"2026-03-01","scope":"differences:2026-03-01T12:00:00Z"} | 422 | not-among-content-then | which is not later
            {"scope":"differences:2026-03-01"}         | 400 | unknown-scope          | scope is 'differences:2026-03-01'
            {"recordedAt":"yesterday"}                 | 400 | not-a-time             | recordedAt is 'yesterday'
            {"validAt":"9999-01-01"}                   | 400 | not-a-time             | 1900 to 2199
            {"validAt":                                | 400 | bad-request            | JSON
            """)
    void refusesAndRecordsNothing(String wish, int status, String slug, String about) {
        record(profile(1, LAST_YEAR, "en", "sv"));
        await().atMost(10, SECONDS).until(() -> packs().size() == 2);

        var answer = request(wish);

        assertProblem(answer, status, slug);
        assertThat(office.json(answer).get("detail").asString()).contains(about);
        assertThat(packs()).hasSize(2);
    }

    @Test
    void aPackOfWhatChangedIsAskedOfThePressWithTheInstantItComparesWith() {
        record(profile(1, LAST_YEAR, "en"));

        var asked = request("{\"validAt\":\"2026-03-01\",\"scope\":\"differences:2026-01-31T23:00:00Z\"}");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        assertThat(work(office.json(asked).get("pack").asString()).get("scope").asString())
                .isEqualTo("differences:2026-01-31T23:00:00Z");
    }

    @Test
    void aPackOfAPartIsOneOfItsOwnAndAskedOfThePressOnce() {
        record(profile(1, LAST_YEAR, "en"), tag("nis2", 1, LAST_YEAR));
        await().atMost(10, SECONDS).until(() -> packs().size() == 1);

        var tagged = request("{\"scope\":\"tag:nis2\"}");
        var subprocessors = request("{\"scope\":\"subprocessors\"}");

        assertThat(tagged.statusCode()).as(tagged.body()).isEqualTo(202);
        assertThat(work(office.json(tagged).get("pack").asString()).get("scope").asString())
                .isEqualTo("tag:nis2");
        assertThat(request("{\"scope\":\"tag:nis2\"}").body())
                .as("until something changes, it is the same one")
                .isEqualTo(tagged.body());
        assertThat(office.json(subprocessors).get("pack"))
                .isNotEqualTo(office.json(tagged).get("pack"));
        assertThat(packs()).hasSize(3);
        assertThat(office.json(request("{\"scope\":\"all\"}")).get("pack").asString())
                .as("the pack that is kept ready is that of everything")
                .isIn(packs())
                .isNotIn(
                        office.json(tagged).get("pack").asString(),
                        office.json(subprocessors).get("pack").asString());
        assertThat(packs()).hasSize(3);
    }

    @Test
    void whatHasGoneOrHasYetToComeIsNotAmongTheContentThen() {
        record(profile(1, LAST_YEAR, "en"), tag("nis2", 1, Instant.parse("2025-06-01T00:00:00Z")));
        record(new TagRemoved(new Statement(
                "nis2", 2, Instant.parse("2026-01-01T00:00:00Z"), null, LocalizedText.of("en", "Merged"), null)));

        assertProblem(request("{\"scope\":\"tag:nis2\",\"validAt\":\"2025-03-01\"}"), 422, "not-among-content-then");
        assertProblem(request("{\"scope\":\"tag:nis2\",\"validAt\":\"2026-03-01\"}"), 422, "not-among-content-then");
        assertThat(request("{\"scope\":\"tag:nis2\",\"validAt\":\"2025-12-01\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aPackOfAPartIsNotMadeAnewWhenContentChanges() {
        record(profile(1, LAST_YEAR, "en"), tag("nis2", 1, LAST_YEAR));
        request("{\"scope\":\"tag:nis2\"}");
        record(pillar("sweden", 1, LAST_YEAR));
        await().atMost(10, SECONDS)
                .until(() -> scopesOfContent(head().contentPosition()).equals(List.of("all")));

        office.bean(WhenContentChangesKeepPackReady.class).react();

        assertThat(scopesOfContent(head().contentPosition())).containsExactly("all");
    }

    private List<String> scopesOfContent(long contentPosition) {
        return office.jdbc()
                .queryForList(
                        "select scope from pack where trust_center = ? and content_position = ?",
                        String.class,
                        trustCenter.value(),
                        contentPosition);
    }

    @Test
    void refusesATrustCenterThatIsNotThere() {
        assertProblem(request("{}"), 404, "unknown-trust-center");
        assertThat(packs()).isEmpty();
    }

    @Test
    void aPackOfWhatWasKnownOnADayShowsTheContentOfThatDay() {
        record(profile(1, LAST_YEAR, "en"));
        var then = head().recordedAt();
        record(pillar("sweden", 1, LAST_YEAR));

        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Stockholm"));
        var ofThen = request("{\"validAt\":\"2026-03-01\",\"recordedAt\":\"%s\"}".formatted(then));
        var ofToday = request("{\"validAt\":\"2026-03-01\",\"recordedAt\":\"%s\"}".formatted(today));

        assertThat(contentPosition(ofThen)).isEqualTo(1);
        assertThat(contentPosition(ofToday)).isEqualTo(2);
    }

    private long contentPosition(HttpResponse<String> answer) {
        var position = office.jdbc()
                .queryForObject(
                        "select content_position from pack where pack = ?",
                        Long.class,
                        office.json(answer).get("pack").asString());
        return position == null ? -1 : position;
    }

    private Instant soon() {
        return clock.instant().plusSeconds(2).truncatedTo(ChronoUnit.MICROS);
    }

    private void whenItIs(Instant moment) {
        await().atMost(10, SECONDS).until(() -> clock.instant().isAfter(moment));
    }

    private void record(Fact... facts) {
        ledger.record(trustCenter, "actor-1", "correlation-1", _ -> List.of(facts));
    }

    private Head head() {
        return ledger.head(trustCenter).orElseThrow();
    }

    private List<String> packs() {
        return office.jdbc()
                .queryForList("select pack from pack where trust_center = ?", String.class, trustCenter.value());
    }

    private HttpResponse<String> request(String wish) {
        return office.send(office.request(office.office("/api/v1/trust-centers/%s/packs".formatted(trustCenter)), staff)
                .header("Content-Type", "application/json")
                .header("X-Correlation-Id", "test-correlation-1")
                .POST(HttpRequest.BodyPublishers.ofString(wish)));
    }

    private URI packAddress(String pack) {
        return office.office("/api/v1/trust-centers/%s/packs/%s".formatted(trustCenter, pack));
    }

    private HttpResponse<String> report(String pack, String sealedDigit) {
        return office.send("PUT", packAddress(pack), press, issued(sealedDigit));
    }

    private static String issued(String sealedDigit) {
        return """
                {"state":"issued","unsignedSha256":"%s","sealedSha256":"%s","pages":44,"bytes":123456,
                 "rendererVersion":"8","seal":{"level":"PAdES-B-B","signer":"CN=Demonstration",
                 "certificateSha256":"%s","demonstration":true}}""".formatted("a".repeat(64), sealedDigit.repeat(64), "c".repeat(64));
    }

    private JsonNode work(String pack) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                office.bootstrapServers(),
                "group.id",
                Backing.unique("press"),
                "auto.offset.reset",
                "earliest");
        var found = new ArrayList<String>();
        try (var reader = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            reader.subscribe(List.of(office.packRequestsTopic()));
            await().atMost(20, SECONDS).until(() -> {
                reader.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (message.key().equals(pack)) {
                        found.add(message.value());
                    }
                });
                return !found.isEmpty();
            });
        }
        assertThat(new HashSet<>(found)).hasSize(1);
        return JsonMapper.builder().build().readTree(found.getFirst());
    }

    private void assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(office.json(response).get("type").asString()).isEqualTo("urn:trust-ledger:problem:" + slug);
    }
}
