package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each kind of page costs somebody who was never here, measured in the browser and printed. Weight, movement and
 * strangers fail; a time never does, for it says as much of the machine as of the page.
 */
@ExtendWith(SampleSite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeightTest {
    /** Of all that is sent for a page beside pictures, compressed as it is sent, headers included. */
    private static final int MOST_SENT = 100_000;
    /** Of the document by itself, as the browser reads it. */
    private static final int MOST_DOCUMENT = 100_000;

    /** Less than anybody sees: a slow browser may paint an element of which it has read a half. */
    private static final double UNSEEN_SHIFT = 0.001;

    /** Of a page on a slow computer, of which the middle one counts: the first finds a server that has just begun. */
    private static final int VISITS = 5;

    private static final String PAGES = """
            plain text, /.well-known/security.txt
            home, /nordhamn/?lang=en
            home of the past, /nordhamn/?lang=en&validAt=2025-03-01
            answers, /nordhamn/answers?lang=en
            answer, /nordhamn/answers/breach-notice?lang=en
            search, /nordhamn/search?q=data&lang=en
            agreement, /nordhamn/agreements/dpa?lang=en
            redline, /nordhamn/agreements/dpa/redline?from=2024-06-01&to=2026-11-01&lang=en
            clause, /nordhamn/agreements/dpa/clauses/breach-notice?lang=en
            sub-processors, /nordhamn/subprocessors?lang=en
            changes, /nordhamn/changes?lang=en
            packs, /nordhamn/packs?lang=en
            not found, /nordhamn/nowhere?lang=en
            """;

    private static final String WATCHED = """
            window.measured = {shift: 0, moved: [], paint: 0};
            new PerformanceObserver(list => list.getEntries().forEach(e => {
                measured.shift += e.value;
                e.sources.forEach(s => measured.moved.push(`${s.node?.parentElement?.outerHTML.slice(0, 160)} from ${JSON.stringify(s.previousRect)} to ${JSON.stringify(s.currentRect)}`));
            }))
                .observe({type: 'layout-shift', buffered: true});
            new PerformanceObserver(list => list.getEntries().forEach(e => measured.paint = e.startTime))
                .observe({type: 'largest-contentful-paint', buffered: true});
            """;

    /** What stands before each space that is a node of its own, on a line that has more, and collapses. */
    private static final String SPACES = """
            [...document.querySelectorAll('body *')].flatMap(element => [...element.childNodes])
                .filter(node => node.nodeType === Node.TEXT_NODE && node.nodeValue.trim() === '')
                .filter(node => node.previousElementSibling && node.nextElementSibling)
                .filter(node => getComputedStyle(node.parentElement).whiteSpaceCollapse === 'collapse')
                .filter(node => {
                    const range = document.createRange();
                    range.selectNode(node);
                    return range.getBoundingClientRect().width > 0;
                })
                .map(node => node.previousElementSibling.outerHTML)
            """;

    private final List<String> table = new ArrayList<>(List.of(
            "page                   sent  document  others  requests  paint, 4 x slower (fastest-slowest)  shift"));
    private SampleSite site;

    @BeforeAll
    void open(SampleSite shared) {
        site = shared;
    }

    @AfterAll
    void print() {
        System.out.println(String.join(System.lineSeparator(), table));
    }

    @ParameterizedTest
    @CsvSource(textBlock = PAGES)
    void weighsLittleAndStandsStill(String name, String path) {
        var slow = measure(path, Visit.FIRST_OVER_A_SLOW_LINE);
        var visits = Stream.generate(() -> measure(path, Visit.FIRST_ON_A_SLOW_COMPUTER))
                .limit(VISITS)
                .sorted(Comparator.comparingDouble(Measured::paint))
                .toList();
        var quick = visits.get(VISITS / 2);
        var moving = Stream.concat(visits.stream(), Stream.of(slow))
                .max(Comparator.comparingDouble(Measured::shift))
                .orElseThrow();
        table.add("%-18s  %7d  %8d  %6d  %8d  %12d ms (%d-%d)  %.4f"
                .formatted(
                        name,
                        quick.sent(),
                        quick.document(),
                        quick.others(),
                        quick.requests(),
                        Math.round(quick.paint()),
                        Math.round(visits.getFirst().paint()),
                        Math.round(visits.getLast().paint()),
                        moving.shift()));

        assertThat(quick.sent()).as("bytes sent for %s", name).isPositive().isLessThanOrEqualTo(MOST_SENT);
        assertThat(quick.document()).as("bytes of the document of %s", name).isLessThanOrEqualTo(MOST_DOCUMENT);
        assertThat(moving.shift())
                .as("layout shift of %s: %s", name, moving.moved())
                .isLessThan(UNSEEN_SHIFT);
    }

    /** Style and type are there at once; the page itself comes piece by piece, and is painted as it comes. */
    @ParameterizedTest
    @CsvSource(textBlock = PAGES)
    void standsStillWhileItComes(String name, String path) throws IOException {
        for (var width : List.of(Visitors.WIDE, Visitors.TABLET, Visitors.MIDDLE, Visitors.NARROW)) {
            try (var line = ThinLine.to(URI.create(site.counter().address()).getPort());
                    var context = site.visitors().newContext("en", line.asProxy())) {
                context.addInitScript(WATCHED);
                var page = context.newPage();
                Visitors.widen(page, width);
                site.visitors().go(page, "/nordhamn/contact?lang=en");
                line.thin();
                site.visitors().go(page, path);
                settle(page);

                assertThat(measured(page, "shift"))
                        .as("layout shift of %s, %d wide: %s", name, width, page.evaluate("measured.moved"))
                        .isLessThan(UNSEEN_SHIFT);
            }
        }
    }

    /** A browser that has read up to such a space says that it moves when it reads on, though nothing is seen to. */
    @ParameterizedTest
    @CsvSource(textBlock = PAGES)
    void hasNoSpaceByItselfBetweenTwoParts(String name, String path) {
        try (var page = site.visit(path, "en")) {
            assertThat((List<?>) page.evaluate(SPACES)).as(name).isEmpty();
        }
    }

    /** Else a line that hands on everything at once would be taken for a page that stands still. */
    @Test
    void theThinLineShowsWhatMovesWhileItComes() throws IOException {
        var moving = "<!doctype html><style>ul { display: grid; padding: 0;"
                + " grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)) }</style><ul>"
                + "<li>%s</li>".formatted("It moves. ".repeat(120)).repeat(5);
        var elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            var bytes = moving.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        elsewhere.start();
        var port = elsewhere.getAddress().getPort();
        try (var line = ThinLine.to(port);
                var visitors = new Visitors("http://127.0.0.1:" + port);
                var context = visitors.newContext("en", line.asProxy())) {
            context.addInitScript(WATCHED);
            line.thin();
            var page = context.newPage();
            visitors.go(page, "/");
            settle(page);

            assertThat(measured(page, "shift")).isGreaterThan(UNSEEN_SHIFT);
        } finally {
            elsewhere.stop(0);
        }
    }

    /** Else a page that moves would not be noticed. */
    @Test
    void theWatchSeesAPageThatMoves() {
        try (var context = site.visitors().newContext("en")) {
            context.addInitScript(WATCHED);
            var page = context.newPage();
            page.navigate(site.counter().address() + "/nordhamn/");
            page.evaluate("document.querySelector('main').style.marginTop = '300px'");
            until(page, "measured.shift > 0");
        }
    }

    private enum Visit {
        FIRST_ON_A_SLOW_COMPUTER(4, 0, -1),
        /** A telephone in the country: style and type are late. */
        FIRST_OVER_A_SLOW_LINE(1, 150, 200_000);

        private final double slower;
        private final int latency;
        private final int bytesPerSecond;

        Visit(double slower, int latency, int bytesPerSecond) {
            this.slower = slower;
            this.latency = latency;
            this.bytesPerSecond = bytesPerSecond;
        }
    }

    /**
     * @param sent bytes over the wire beside pictures
     * @param document bytes of the page itself, uncompressed
     * @param others bytes of style and type, uncompressed
     * @param shift cumulative
     * @param paint of the largest content, in milliseconds
     */
    private record Measured(
            long sent, long document, long others, long requests, double shift, String moved, double paint) {}

    private Measured measure(String path, Visit visit) {
        try (var context = site.visitors().newContext("en")) {
            context.addInitScript(WATCHED);
            var page = context.newPage();
            var devtools = context.newCDPSession(page);
            var kinds = new HashMap<String, String>();
            var sent = new HashMap<String, Long>();
            var read = new HashMap<String, Long>();
            devtools.on(
                    "Network.responseReceived",
                    event -> kinds.put(id(event), event.get("type").getAsString()));
            devtools.on("Network.dataReceived", event -> read.merge(id(event), number(event, "dataLength"), Long::sum));
            devtools.on("Network.loadingFinished", event -> sent.put(id(event), number(event, "encodedDataLength")));
            devtools.send("Network.enable");
            devtools.send("Network.emulateNetworkConditions", line(visit));
            var rate = new JsonObject();
            rate.addProperty("rate", visit.slower);
            devtools.send("Emulation.setCPUThrottlingRate", rate);
            site.visitors().go(page, path);
            settle(page);
            return new Measured(
                    total(sent, kinds, kind -> !kind.equals("Image")),
                    total(read, kinds, kind -> kind.equals("Document")),
                    total(read, kinds, kind -> !kind.equals("Document") && !kind.equals("Image")),
                    sent.size(),
                    measured(page, "shift"),
                    String.valueOf(page.evaluate("measured.moved")),
                    measured(page, "paint"));
        }
    }

    private static long total(Map<String, Long> bytes, Map<String, String> kinds, Predicate<String> counted) {
        return bytes.entrySet().stream()
                .filter(entry -> counted.test(kinds.getOrDefault(entry.getKey(), "Other")))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static JsonObject line(Visit visit) {
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", visit.latency);
        conditions.addProperty("downloadThroughput", visit.bytesPerSecond);
        conditions.addProperty("uploadThroughput", visit.bytesPerSecond);
        return conditions;
    }

    /** What was painted last has been told when the next two frames are. */
    private static void settle(Page page) {
        until(page, "measured.paint > 0");
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
    }

    private static void until(Page page, String condition) {
        page.evaluate("new Promise(done => { const look = () => %s ? done() : setTimeout(look, 20); look(); })"
                .formatted(condition));
    }

    private static double measured(Page page, String what) {
        return ((Number) page.evaluate("measured." + what)).doubleValue();
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    private static long number(JsonObject event, String member) {
        return event.get(member).getAsLong();
    }
}
