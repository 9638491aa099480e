package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.day;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.SampleFacts;

/** Packs of a part and of other dates, from the wish to the file, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PacksOfAPartTest {
    private static final Instant LOADED = Instant.parse("2026-11-20T09:30:00.123456Z");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final String PACK = "0123456789abcdef0123456789abcdef";
    private static final String IN_LINE = "a".repeat(32);
    private static final String BEING_SET = "b".repeat(32);
    private static final String FAILED = "c".repeat(32);
    private static final String AWAITED = "d".repeat(32);
    private static final String OF_THE_AGREEMENT = "e".repeat(32);

    private static final String OF_WHAT_CHANGED = "ab".repeat(16);
    private static final String SINCE_JUNE = "differences:" + day("2025-06-01");

    /** Dates for which the reception refuses. */
    private static final String NOTHING_THEN = "2024-05-06";

    private static final String TOO_MANY = "2024-07-08";

    private final Facts facts = new Facts("nordhamn");
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer reception;
    private Counter counter;
    private Visitors visitors;

    @BeforeAll
    void open(@TempDir Path archive) throws IOException {
        startReception();
        counter = Counter.withArchive(archive)
                .at(NOW)
                .receptionAt("http://localhost:" + reception.getAddress().getPort());
        counter.relays(facts.commit(LOADED, SampleFacts.of(facts)));
        var content = facts.all().size();
        relay(PACK, "all", "en", LOADED, content);
        relay(PACK.replace('0', '1'), "all", "sv", LOADED, content);
        relay(OF_THE_AGREEMENT, "agreement:dpa", "en", LOADED, content);
        for (var number = 1; number <= 22; number++) {
            relay(
                    "%032x".formatted(number),
                    number % 2 == 0 ? "tag:gdpr" : "subprocessors",
                    number % 3 == 0 ? "sv" : "en",
                    day("2025-01-01").plus(30L * number, ChronoUnit.DAYS),
                    content);
        }
        relay(OF_WHAT_CHANGED, SINCE_JUNE, "en", day("2026-05-01"), content);
        counter.start().reaches("nordhamn", facts.all().size());
        visitors = new Visitors(counter.address());
    }

    private void relay(String pack, String scope, String language, Instant validAt, long content) {
        counter.relays(facts.commit(
                LOADED.plusSeconds(facts.all().size()), _ -> issued(pack, scope, language, validAt, content)));
    }

    /** A reception that tells of packs what the tests say, and takes every wish for the one that is awaited. */
    private void startReception() throws IOException {
        told.put(IN_LINE, progress("requested", "tag:nis2", null, 2));
        told.put(BEING_SET, progress("requested", "agreement:dpa", NOW.minusSeconds(4), 0));
        told.put(FAILED, progress("failed", "subprocessors", NOW.minusSeconds(4), 0));
        told.put(AWAITED, progress("requested", "tag:nis2", null, 0));
        reception = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        reception.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var state = told.get(path.substring(path.lastIndexOf('/') + 1));
            var body = state == null ? new byte[0] : state.getBytes(StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("POST")) {
                var wish = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.add(wish);
                if (wish.contains(NOTHING_THEN)) {
                    answer(exchange, 422, problem("not-among-content-then", "scope"));
                } else if (wish.contains(TOO_MANY)) {
                    exchange.getResponseHeaders().add("Retry-After", "1234");
                    answer(exchange, 429, problem("too-many-requests", null));
                } else {
                    answer(
                            exchange,
                            202,
                            "{\"pack\":\"%s\",\"state\":\"requested\",\"href\":\"/x\"}".formatted(AWAITED));
                }
            } else {
                exchange.sendResponseHeaders(state == null ? 404 : 200, state == null ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        reception.start();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String problem(String slug, @Nullable String parameter) {
        return "{\"type\":\"urn:trust-ledger:problem:%s\",\"title\":\"No\",\"detail\":\"No.\"%s}"
                .formatted(slug, parameter == null ? "" : ",\"parameter\":\"%s\"".formatted(parameter));
    }

    private static String progress(String state, String scope, @Nullable Instant beingSetSince, int before) {
        return """
                {"pack":"x","state":"%s","href":"/x","scope":"%s","language":"en","validAt":"2026-02-28T23:00:00Z",
                 "recordedAt":"%s","contentPosition":87,"requestedAt":"%s","beingSetSince":%s,"before":%d}""".formatted(
                        state,
                        scope,
                        LOADED,
                        NOW.minusSeconds(7),
                        beingSetSince == null ? "null" : "\"%s\"".formatted(beingSetSince),
                        before);
    }

    private static PackIssued issued(
            String pack, String scope, String language, Instant validAt, long contentPosition) {
        return new PackIssued(
                pack,
                new PackIdentity(PackScope.read(scope), language, validAt, LOADED, contentPosition, 0, "1"),
                "cd".repeat(32),
                language.equals("en") ? "9f2c" + "ab".repeat(28) + "a41e" : "7b10" + "ef".repeat(28) + "03d2",
                48,
                412_345,
                new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true));
    }

    @AfterAll
    void close() {
        visitors.close();
        counter.close();
        reception.stop(0);
    }

    private Page visit(String path, String language) {
        return visitors.visit(path, language);
    }

    @Test
    void theRegisterIsReadByScopeLanguageAndPage() {
        try (var page = visit("/nordhamn/packs", "en")) {
            assertThat(page.locator(".packs .line").count()).isEqualTo(20);
            assertThat(page.locator(".pager .mono").textContent()).isEqualTo("Page 1 of 2");
            press(page.locator(".words a", new Page.LocatorOptions().setHasText("Answers tagged GDPR")));
            page.waitForURL("**scope=tag%3Agdpr");
            press(page.locator(".words a", new Page.LocatorOptions().setHasText("Svenska")));
            page.waitForURL("**scope=tag%3Agdpr&language=sv");
            assertThat(page.locator(".counted").textContent()).isEqualTo("3 packs");
            assertThat(page.locator(".packs tbody a:not([href$=pdf])").allTextContents())
                    .containsOnly("Answers tagged GDPR");
            assertThat(page.locator("#packs-scope").inputValue()).isEqualTo("tag:gdpr");
            press(page.locator(".packs tbody a").first());
            assertThat(page.locator("h1").textContent()).isEqualTo("Answers tagged GDPR");
            assertThat(page.locator(".pack-page .button").getAttribute("href")).endsWith(".pdf");
            page.navigate(counter.address() + "/nordhamn/packs?scope=tag:nothing");
            assertThat(page.locator(".nothing").textContent()).startsWith("No pack is of this kind.");
        }
    }

    @Test
    void aPackIsAskedForByScopeAndWaitedForWithoutScript() {
        try (var page = visit("/nordhamn/packs", "en")) {
            assertThat(page.locator("#packs-scope optgroup").count()).isEqualTo(2);
            page.selectOption("#packs-scope", "tag:nis2");
            page.fill("#packs-valid", "2026-03-01");
            press(page.locator(".packs-form button"));
            assertThat(asked.getLast())
                    .isEqualTo(
                            "{\"scope\":\"tag:nis2\",\"language\":\"en\",\"validAt\":\"2026-03-01\",\"recordedAt\":null}");
            assertThat(page.url()).endsWith("/nordhamn/packs/%s?lang=en".formatted(AWAITED));
            assertThat(page.locator("h1").textContent()).isEqualTo("Answers tagged NIS2");
            assertThat(page.locator("[aria-current=step]").textContent()).contains("In line", "the next one");
            counter.relays(facts.commit(
                            LOADED.plusSeconds(100_000),
                            recordedAt -> issued(AWAITED, "tag:nis2", "en", day("2026-03-01"), 1)))
                    .reaches("nordhamn", facts.all().size());
            page.waitForSelector(".pack-page .button");
            assertThat(page.locator(".pack-page .button").textContent()).isEqualTo("Download pack of 1 Mar 2026");
            assertThat(counter.get("/nordhamn/packs/" + AWAITED).headers().firstValue("Refresh"))
                    .as("there is nothing more to come")
                    .isEmpty();
        }
    }

    @Test
    void whatChangedBetweenTwoDatesIsAPackOfItsOwn() {
        try (var page = visit("/nordhamn/differences?from=2025-06-01&to=2026-04-01", "en")) {
            assertThat(page.locator("#pack .soft").first().textContent()).contains("What changed since 1 Jun 2025");
            assertThat(page.locator("#pack .button[href$=pdf]").count()).isZero();
            assertThat(Visitors.barriers(page)).isEmpty();
            Visitors.photographWhole(page, "differences-pack-en");
            press(page.locator("#pack button"));
            assertThat(asked.getLast())
                    .isEqualTo(
                            "{\"scope\":\"%s\",\"language\":\"en\",\"validAt\":\"2026-04-01\",\"recordedAt\":null}",
                            SINCE_JUNE);
        }
        try (var page = visit("/nordhamn/differences?from=2025-06-01&to=2026-05-01", "en")) {
            assertThat(page.locator("#pack .button").getAttribute("href")).endsWith(OF_WHAT_CHANGED + ".pdf");
        }
        try (var page = visit("/nordhamn/packs/" + OF_WHAT_CHANGED, "sv")) {
            assertThat(page.locator("h1").textContent()).isEqualTo("Vad som har ändrats sedan 1 juni 2025");
        }
        try (var page = visit("/nordhamn/differences", "en")) {
            assertThat(page.locator("#pack").count()).as("nothing was chosen").isZero();
        }
    }

    @Test
    void aRefusalStandsAtTheFieldAndKeepsWhatWasFilledIn() {
        try (var page = visit("/nordhamn/packs", "sv")) {
            page.selectOption("#packs-scope", "agreement:dpa");
            page.fill("#packs-valid", NOTHING_THEN);
            page.selectOption("#packs-language", "en");
            press(page.locator(".packs-form button"));

            assertThat(page.locator(".packs-form .error").textContent()).contains("gällde inte den dagen");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("sv");
            assertThat(page.locator("#packs-scope").inputValue()).isEqualTo("agreement:dpa");
            assertThat(page.locator("#packs-valid").inputValue()).isEqualTo(NOTHING_THEN);
            assertThat(page.locator("#packs-language").inputValue()).isEqualTo("en");
            assertThat(page.locator("#packs-scope:focus").getAttribute("aria-invalid"))
                    .isEqualTo("true");
            assertThat(page.locator(".packs .line").count())
                    .as("the register stands beside it")
                    .isEqualTo(20);
            assertThat(Visitors.barriers(page)).isEmpty();
            Visitors.photographWhole(page, "packs-refused-sv");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "validAt=" + NOTHING_THEN + "&scope=agreement:dpa, 422, did not apply on that date",
        "validAt=" + TOO_MANY + ", 429, Many new packs were asked for"
    })
    void aRefusalIsAnsweredAsSuch(String fields, int status, String text) {
        var answer = counter.post(
                "/nordhamn/packs", "lang=en&" + fields, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(text, "<html lang=\"en\"");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Retry-After").orElse(null)).isEqualTo(status == 429 ? "1234" : null);
    }

    @Test
    void thePageOfAPackSaysHowFarItHasComeAndCanBeToldToStandStill() {
        var inLine = counter.get("/nordhamn/packs/" + IN_LINE);
        assertThat(inLine.headers().firstValue("Refresh")).contains("5");
        assertThat(inLine.headers().firstValue("Cache-Control")).contains("no-store");
        try (var page = visit("/nordhamn/packs/%s?watch=no".formatted(IN_LINE), "en")) {
            assertThat(page.locator("[aria-current=step]").textContent()).contains("now", "In line", "2 before it");
            assertThat(counter.get("/nordhamn/packs/%s?watch=no".formatted(IN_LINE))
                            .headers()
                            .firstValue("Refresh"))
                    .isEmpty();
            page.navigate(counter.address() + "/nordhamn/packs/%s?watch=no".formatted(BEING_SET));
            assertThat(page.locator("h1").textContent()).isEqualTo("Data processing agreement");
            assertThat(page.locator("[aria-current=step]").textContent()).contains("Being set", "08:59:56");
            page.navigate(counter.address() + "/nordhamn/packs/" + FAILED);
            assertThat(page.locator(".part-lead[role=status]").textContent()).contains("could not be made", "@");
            press(page.locator(".pack-ways a").first());
            assertThat(page.locator("#packs-scope").inputValue()).isEqualTo("subprocessors");
        }
        assertThat(counter.get("/nordhamn/packs/" + "f".repeat(32)).statusCode())
                .as("nobody ever asked for it")
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/nordhamn/answers?tag=nis2, tag:nis2, Answers tagged NIS2",
        "/nordhamn/subprocessors, subprocessors, Sub-processors and data centers",
        "/nordhamn/agreements/dpa?validAt=2025-03-01, agreement:dpa, Data processing agreement"
    })
    void aPartOffersItsPack(String path, String scope, String lead) {
        try (var page = visit(path, "en")) {
            assertThat(page.locator(".offer").textContent()).contains(lead + " as one sealed PDF");
            press(page.locator(".offer .button:not([href])"));
            page.waitForURL("**/packs/%s**".formatted(AWAITED));
            assertThat(asked.getLast())
                    .contains(
                            "\"scope\":\"%s\"".formatted(scope),
                            path.contains("validAt") ? "\"validAt\":\"2025-03-01\"" : "\"validAt\":null");
        }
    }

    @Test
    void aPartWhosePackIsThereOffersTheFile() {
        try (var page = visit("/nordhamn/agreements/dpa", "en")) {
            assertThat(page.locator(".offer").textContent()).contains("48 pages", "Reads as this page does today.");
            assertThat(page.locator(".offer .button").getAttribute("href"))
                    .endsWith("%s.pdf".formatted(OF_THE_AGREEMENT));
        }
        try (var page = visit("/nordhamn/answers", "en")) {
            assertThat(page.locator(".offer").count()).as("no tag is chosen").isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "packs-of-a-tag-sv, /nordhamn/packs?scope=tag:gdpr&lang=sv, sv",
        "pack, /nordhamn/packs/0123456789abcdef0123456789abcdef, en",
        "pack-in-line, /nordhamn/packs/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?watch=no, en",
        "pack-failed-sv, /nordhamn/packs/cccccccccccccccccccccccccccccccc?lang=sv, sv",
        "packs-offered, /nordhamn/answers?tag=nis2, en"
    })
    void hasNoBarrierInAnyLightOrWidth(String name, String path, String language) {
        try (var page = visit(path, language)) {
            assertThat(Visitors.barriers(page)).as(name).isEmpty();
            Visitors.photographWhole(page, name);
            Visitors.byNight(page);
            Visitors.widen(page, Visitors.NARROW);
            Visitors.assertFits(page, name);
            assertThat(Visitors.barriers(page)).as("%s by night", name).isEmpty();
            Visitors.photographWhole(page, name + "-narrow-dark");
        }
    }
}
