package org.trustledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.query.Facts.day;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Seal;

/** What programs see of the counter, from Kafka to HTTP. */
class CounterTest {
    private static final String CENTER = "/api/v1/trust-centers/nordhamn";
    private static final String DIGEST = "ab".repeat(32);
    private static final String PACK = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path archive;

    private final Facts facts = new Facts("nordhamn");
    private Counter counter;

    @BeforeEach
    void beforeTheStart() {
        counter = Counter.withArchive(archive);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private List<PublicFact> profile() {
        return facts.commit(
                day("2026-01-10"),
                facts.stated("profile", day("2024-01-15"), null, null, Facts.profile("Nordhamn Cloud")),
                facts.pillar("here"));
    }

    @Test
    void showsAViewAtAnyTwoDates() {
        counter.relays(profile())
                .relays(facts.commit(day("2026-03-10"), facts.pillar("later")))
                .start()
                .reaches("nordhamn", 3);

        assertThat(counter.json("/api/v1/trust-centers")
                        .at("/trustCenters/0/name")
                        .asString())
                .isEqualTo("Nordhamn Cloud");
        var now = counter.json(CENTER);
        assertThat(now.at("/position").asLong()).isEqualTo(3);
        assertThat(now.at("/pillars/1/id").asString()).isEqualTo("later");
        assertThat(now.at("/pillars/1/content/title/sv").asString()).isEqualTo("later");
        assertThat(now.at("/profile/content/timeZone").asString()).isEqualTo("Europe/Stockholm");

        var then = counter.json(CENTER + "?validAt=2026-03-09");
        assertThat(then.at("/pillars").size()).isEqualTo(1);
        assertThat(then.at("/validAt").asString()).isEqualTo("2026-03-08T23:00:00Z");
        assertThat(then.at("/position").asLong()).isEqualTo(3);

        var asKnownThen = counter.json(CENTER + "?recordedAt=2026-03-09");
        assertThat(asKnownThen.at("/position").asLong()).isEqualTo(2);
        assertThat(asKnownThen.at("/pillars").size()).isEqualTo(1);
        assertThat(counter.json(CENTER + "?recordedAt=2026-03-10&validAt=2026-03-10")
                        .at("/pillars")
                        .size())
                .as("a recorded date is its end, a valid date its start")
                .isEqualTo(2);
        assertThat(counter.json(CENTER + "?validAt=2023-01-01").at("/profile").isNull())
                .isTrue();
    }

    @Test
    void answersTheSameBytesUntilSomethingChanges() {
        counter.relays(profile()).start().reaches("nordhamn", 2);
        var first = counter.get(CENTER);
        var tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(counter.get(CENTER, "If-None-Match", tag).statusCode()).isEqualTo(304);
        counter.relays(facts.commit(day("2026-03-10"), facts.pillar("later"))).reaches("nordhamn", 3);
        assertThat(counter.get(CENTER, "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void refusesInItsOwnWords() {
        counter.relays(profile()).start().reaches("nordhamn", 2);
        assertProblem(CENTER + "?validAt=yesterday", 400, "not-a-date", "validAt 'yesterday' is no date");
        assertProblem(CENTER + "?validAt=2026-02-30", 400, "not-a-date", "2026-02-30");
        assertProblem(CENTER + "?recordedAt=2990-01-01", 400, "not-a-date", "lies ahead");
        assertProblem(CENTER + "?recordedAt=2025-01-01", 404, "nothing-known-yet", "its ledger begins at 2026-01-09");
        assertProblem("/api/v1/trust-centers/soderhamn", 404, "unknown-trust-center", "'soderhamn'");
        assertProblem("/api/v1/trust-centers/%3Cb%3E", 404, "unknown-trust-center", "<b>");
        assertProblem("/api/v1/nothing", 404, "not-found", "");
        assertProblem(CENTER + "?min-position=x", 400, "bad-parameter", "min-position 'x'");
        assertProblem(CENTER + "/packs/%s.pdf".formatted(PACK), 404, "unknown-pack", PACK);
    }

    private void assertProblem(String path, int status, String slug, String detail) {
        var response = counter.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("urn:trust-ledger:problem:" + slug, detail);
        assertThat(response.headers().firstValue("X-Correlation-Id")).isPresent();
    }

    @Test
    void showsNoCommitBeforeItsLastFact() {
        var commit = profile();
        counter.relays(commit.subList(0, 1)).start();
        await().untilAsserted(() -> assertThat(readiness()).contains("\"lag\":0", "\"status\":\"UP\""));
        assertThat(counter.json("/api/v1/trust-centers").at("/trustCenters").size())
                .isZero();
        counter.relays(commit.subList(1, 2)).reaches("nordhamn", 2);
    }

    @Test
    void stopsAtAHoleSaysSoAndHealsWhenTheFactComes() {
        var first = profile();
        var missing = facts.commit(day("2026-03-10"), facts.pillar("missing"));
        var third = facts.commit(day("2026-03-11"), facts.pillar("third"));
        counter.relays(first).relays(third).start();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(readiness())
                        .contains("\"status\":\"DEGRADED\"", "position 3 is missing: position 4 came in its place"));
        assertThat(counter.json(CENTER).at("/position").asLong()).isEqualTo(2);

        counter.stop().start();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(readiness()).contains("position 3 is missing"));

        counter.relays(missing).reaches("nordhamn", 4);
        assertThat(readiness()).contains("\"status\":\"UP\"");
        assertThat(counter.json(CENTER).at("/pillars").size()).isEqualTo(3);
    }

    @Test
    void goesOnAfterARestartAndTakesRepeatsForWhatTheyAre() {
        counter.relays(profile()).start().reaches("nordhamn", 2);
        counter.stop();
        counter.relays(facts.all()).relays(facts.commit(day("2026-03-10"), facts.pillar("later")));
        counter.start().reaches("nordhamn", 3);
        assertThat(counter.json(CENTER).at("/pillars").size()).isEqualTo(2);
        assertThat(readiness()).contains("\"status\":\"UP\"");
    }

    @Test
    void twoProcessesOnOneDatabaseApplyEachFactOnce() {
        counter.start();
        try (var twin = counter.twin(archive).start()) {
            counter.relays(profile());
            for (var day = 10; day < 30; day++) {
                counter.relays(facts.commit(day("2026-03-" + day), facts.pillar("here"), facts.pillar("there-" + day)));
            }
            counter.reaches("nordhamn", 42);
            twin.reaches("nordhamn", 42);
            assertThat(counter.get(CENTER).body()).isEqualTo(twin.get(CENTER).body());
            assertThat(counter.rows("commit")).hasSize(21);
            assertThat(counter.rows("statement").stream().filter(row -> row.contains("there-")))
                    .hasSize(20);
            assertThat(readiness()).contains("\"status\":\"UP\"");
        }
    }

    @Test
    void listsAndHandsOutRegisteredPacksOnly() throws IOException {
        counter.relays(profile())
                .relays(facts.commit(
                        day("2026-01-11"),
                        recordedAt -> new PackIssued(
                                PACK,
                                new PackIdentity(
                                        new PackScope.Everything(),
                                        "en",
                                        day("2026-01-10"),
                                        day("2026-01-10"),
                                        2,
                                        0,
                                        "1"),
                                "cd".repeat(32),
                                DIGEST,
                                48,
                                7,
                                new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true))))
                .start()
                .reaches("nordhamn", 3);
        assertThat(counter.json(CENTER).at("/contentPosition").asLong()).isEqualTo(2);
        var listed = counter.json(CENTER + "/packs").at("/packs/0");
        assertThat(listed.at("/sealedSha256").asString()).isEqualTo(DIGEST);
        assertThat(listed.at("/seal/demonstration").asBoolean()).isTrue();
        var href = listed.at("/href").asString();
        assertProblem(href, 503, "pack-file-missing", DIGEST);

        Files.createDirectories(archive.resolve("nordhamn"));
        Files.writeString(archive.resolve("nordhamn").resolve(DIGEST + ".pdf"), "%PDF-x\n");
        var file = counter.get(href);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("%PDF-x\n");
        var part = counter.get(href, "Range", "bytes=1-3");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("PDF");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"nordhamn-trust-pack-2026-01-10-en.pdf\"");
        assertThat(counter.get(href, "If-None-Match", "\"" + DIGEST + "\"").statusCode())
                .isEqualTo(304);
        var again = counter.get(href);
        assertThat(again.body()).isEqualTo("%PDF-x\n");
        assertThat(again.headers().map().keySet())
                .isEqualTo(file.headers().map().keySet());
        assertThat(again.headers().allValues("ETag")).containsExactly("\"" + DIGEST + "\"");
        assertThat(counter.get(href, "Range", "bytes=1-3").statusCode()).isEqualTo(206);
        Files.delete(archive.resolve("nordhamn").resolve(DIGEST + ".pdf"));
        assertProblem(href, 503, "pack-file-missing", DIGEST);

        Files.writeString(archive.resolve("nordhamn").resolve("cd".repeat(32) + ".pdf"), "%PDF-unregistered");
        assertThat(counter.get(CENTER + "/packs/%s.pdf".formatted("cd".repeat(16)))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theRegisterCanBeReadByScopeAndLanguageAndPageByPage() throws IOException {
        counter.relays(profile());
        var number = 0;
        for (var scope : List.of("all", "tag:nis2", "tag:gdpr", "agreement:dpa", "subprocessors")) {
            for (var language : List.of("en", "sv")) {
                var id = "%032x".formatted(++number);
                counter.relays(facts.commit(
                        day("2026-01-11").plusSeconds(number),
                        recordedAt -> new PackIssued(
                                id,
                                new PackIdentity(
                                        PackScope.read(scope),
                                        language,
                                        day("2026-01-10"),
                                        day("2026-01-10"),
                                        2,
                                        0,
                                        "1"),
                                "cd".repeat(32),
                                DIGEST,
                                48,
                                7,
                                new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true))));
            }
        }
        counter.start().reaches("nordhamn", 12);

        assertThat(positions(CENTER + "/packs")).containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L);
        assertThat(positions(CENTER + "/packs?scope=tag:nis2")).containsExactly(6L, 5L);
        assertThat(positions(CENTER + "/packs?scope=agreement:dpa&language=sv")).containsExactly(10L);
        assertThat(positions(CENTER + "/packs?scope=tag:nothing")).isEmpty();
        var first = counter.json(CENTER + "/packs?language=en&limit=2");
        assertThat(first.at("/packs/0/scope").asString()).isEqualTo("subprocessors");
        counter.relays(facts.commit(day("2026-03-10"), facts.pillar("later"))).reaches("nordhamn", 13);
        assertThat(positions(first.at("/next").asString())).containsExactly(7L, 5L);
        var last = counter.json(first.at("/next").asString()).at("/next").asString();
        assertThat(positions(last)).containsExactly(3L);
        assertThat(counter.json(last).at("/next").isNull()).isTrue();
        assertProblem(CENTER + "/packs?scope=weather", 400, "bad-parameter", "all, tag:<id>, agreement:<id>");
        assertProblem(CENTER + "/packs?scope=weather", 400, "bad-parameter", "scope 'weather' is no scope");
        assertProblem(CENTER + "/packs?limit=501", 400, "bad-parameter", "from 1 to 500");

        Files.createDirectories(archive.resolve("nordhamn"));
        Files.writeString(archive.resolve("nordhamn").resolve(DIGEST + ".pdf"), "%PDF-x\n");
        assertThat(counter.get(CENTER + "/packs/%032x.pdf".formatted(3))
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .isEqualTo("attachment; filename=\"nordhamn-trust-pack-tag-nis2-2026-01-10-en.pdf\"");
    }

    private List<Long> positions(String path) {
        return counter.json(path)
                .path("packs")
                .valueStream()
                .map(pack -> pack.path("position").asLong())
                .toList();
    }

    @Test
    void forwardsToTheReceptionWhatIsMeantForIt() throws IOException {
        var seen = new AtomicReference<String>();
        var passed = new AtomicReference<String>();
        var reception = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        reception.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            passed.set(headers.getFirst("X-Forwarded-For"));
            seen.set("%s %s %s cookie=%s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                            headers.getFirst("Cookie")));
            exchange.getResponseHeaders().add("Location", "/nordhamn/?lang=sv#packs");
            exchange.getResponseHeaders().add("X-Inner", "stays inside");
            exchange.sendResponseHeaders(303, -1);
        });
        reception.start();
        try {
            counter.receptionAt("http://localhost:" + reception.getAddress().getPort())
                    .start();
            var answer = counter.post(
                    "/reception/nordhamn/packs?x=1",
                    "language=sv",
                    "Content-Type",
                    "application/x-www-form-urlencoded",
                    "Cookie",
                    "a=b",
                    "X-Forwarded-For",
                    "203.0.113.7");
            assertThat(passed.get()).as("who connects to whom").isEqualTo("203.0.113.7, 127.0.0.1");
            assertThat(seen.get()).isEqualTo("POST /reception/nordhamn/packs?x=1 language=sv cookie=null");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/nordhamn/?lang=sv#packs");
            assertThat(answer.headers().firstValue("X-Inner")).isEmpty();

            counter.post(CENTER + "/packs", "{}", "Content-Type", "application/json");
            assertThat(seen.get()).startsWith("POST /reception/api/v1/trust-centers/nordhamn/packs {}");

            assertThat(counter.get("/reception/../api").statusCode()).isIn(400, 404);
            assertThat(counter.get("/reception/%2e%2e/api").statusCode()).isIn(400, 404);
            assertThat(counter.post("/reception/nordhamn/packs", "x".repeat(70_000))
                            .statusCode())
                    .isEqualTo(413);
        } finally {
            reception.stop(0);
        }
        var away = counter.post(CENTER + "/packs", "{}");
        assertThat(away.statusCode()).isEqualTo(502);
        assertThat(away.body()).contains("urn:trust-ledger:problem:reception-away");
    }

    @Test
    void hasTheMetricsItPromises() throws IOException {
        counter.relays(profile()).start().reaches("nordhamn", 2);
        counter.get("/api/v1/trust-centers/nowhere");

        var metrics = counter.management("/actuator/prometheus").body();

        assertThat(Files.readString(Path.of("docs", "metrics.md"))
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("`", -1)[1]))
                .hasSize(5)
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[{ ]"));
        assertThat(metrics)
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"404\",uri=\"/api/v1/trust-centers/{trustCenter}\"}")
                .contains("trust_ledger_position{trust_center=\"nordhamn\"} 2", "problem=\"unknown-trust-center\"")
                .doesNotContain("nowhere\"");
    }

    private String readiness() {
        return counter.management("/actuator/health/readiness").body();
    }
}
