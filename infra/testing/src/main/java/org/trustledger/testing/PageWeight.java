package org.trustledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a page costs somebody whose browser has kept nothing of it, and how still it stands.
 *
 * @param sent bytes over the wire beside pictures, headers included
 * @param document bytes of the page itself, uncompressed
 * @param others bytes of style, script and type, uncompressed
 * @param shift cumulative layout shift
 * @param moved what moved, in words
 * @param paint of the largest content, in milliseconds
 */
public record PageWeight(
        long sent, long document, long others, long requests, double shift, String moved, double paint) {
    /** Of all that is sent for a page beside pictures, and of its document by itself, in bytes. */
    private static final int MOST = 100_000;

    /** Less than anybody sees. */
    public static final double UNSEEN_SHIFT = 0.001;

    /** A screen, two between, and a telephone. */
    private static final List<Integer> WIDTHS = List.of(1280, 1024, 860, 390);

    private static final int HEIGHT = 1330;

    /** Of a page on a slow computer, of which the middle one counts: the first finds a server that has just begun. */
    private static final int VISITS = 5;

    /**
     * To be run in a page before any script of its own: keeps in {@code measured} what moved and when was painted. A
     * text that begins on the next line once its first word is read to the end has not moved, though a browser says so.
     */
    public static final String WATCH = """
            window.measured = {shift: 0, moved: [], paint: 0};
            const readOn = new WeakMap();
            new MutationObserver(list => list.forEach(change => readOn.set(change.target, performance.now())))
                .observe(document, {characterData: true, subtree: true});
            new PerformanceObserver(list => list.getEntries().forEach(e => {
                if (e.sources.length > 0 && e.sources.every(s => e.startTime - readOn.get(s.node) < 1000)) return;
                measured.shift += e.value;
                e.sources.forEach(s => measured.moved.push(`${s.node?.parentElement?.outerHTML.slice(0, 160)} from ${JSON.stringify(s.previousRect)} to ${JSON.stringify(s.currentRect)}`));
            }))
                .observe({type: 'layout-shift', buffered: true});
            new PerformanceObserver(list => list.getEntries().forEach(e => measured.paint = e.startTime))
                .observe({type: 'largest-contentful-paint', buffered: true});
            """;

    /** The heading of a table of {@link #line lines}. */
    public static final String HEADING =
            "page                   sent  document  others  requests  paint, 4 x slower (fastest-slowest)  shift";

    private enum Visit {
        ON_A_SLOW_COMPUTER(4, 0, -1),
        /** A telephone in the country: style and type are late. */
        OVER_A_SLOW_LINE(1, 150, 200_000);

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
     * Of several visits the middle one by its paint, with the movement of the worst.
     *
     * @param line for a table under {@link #HEADING}
     */
    public record Visited(PageWeight weight, String line) {}

    /**
     * Visits a page on a slow computer and over a slow line.
     *
     * @param come opens an empty page for each visit
     * @param leave closes it
     */
    public static Visited of(String name, String address, Supplier<Page> come, Consumer<Page> leave) {
        var slow = measure(address, come, leave, Visit.OVER_A_SLOW_LINE);
        var visits = Stream.generate(() -> measure(address, come, leave, Visit.ON_A_SLOW_COMPUTER))
                .limit(VISITS)
                .sorted(Comparator.comparingDouble(PageWeight::paint))
                .toList();
        var middle = visits.get(VISITS / 2);
        var moving = Stream.concat(visits.stream(), Stream.of(slow))
                .max(Comparator.comparingDouble(PageWeight::shift))
                .orElseThrow();
        var weight = new PageWeight(
                middle.sent, middle.document, middle.others, middle.requests, moving.shift, moving.moved, middle.paint);
        return new Visited(weight, weight.line(name, visits));
    }

    /** Fails if it weighs more than a page may, or moves. */
    public void assertLightAndStill(String name) {
        assertThat(sent).as("bytes sent for %s", name).isPositive().isLessThanOrEqualTo(MOST);
        assertThat(document).as("bytes of the document of %s", name).isLessThanOrEqualTo(MOST);
        assertThat(shift).as("layout shift of %s: %s", name, moved).isLessThan(UNSEEN_SHIFT);
    }

    /**
     * Fails if a page moves that comes piece by piece and is painted as it comes, at one of several widths. Style and
     * type are there at once.
     *
     * @param known another page with the same style and type
     * @param come opens a browser that goes by the way of a proxy, whose address it is given
     */
    public static void assertStillWhileItComes(
            String name, String known, String address, Function<String, BrowserContext> come) throws IOException {
        for (var width : WIDTHS) {
            try (var line = ThinLine.to(URI.create(address).getPort());
                    var context = come.apply(line.asProxy())) {
                context.addInitScript(WATCH);
                var page = context.newPage();
                page.setViewportSize(width, HEIGHT);
                go(page, known);
                line.thin();
                go(page, address);
                settle(page);

                assertThat(shift(page))
                        .as("layout shift of %s, %d wide: %s", name, width, page.evaluate("measured.moved"))
                        .isLessThan(UNSEEN_SHIFT);
            }
        }
    }

    private static void go(Page page, String address) {
        page.navigate(address);
        page.evaluate("document.fonts.ready.then(() => true)");
    }

    private String line(String name, List<PageWeight> visits) {
        return "%-18s  %7d  %8d  %6d  %8d  %12d ms (%d-%d)  %.4f"
                .formatted(
                        name,
                        sent,
                        document,
                        others,
                        requests,
                        Math.round(paint),
                        Math.round(visits.getFirst().paint),
                        Math.round(visits.getLast().paint),
                        shift);
    }

    private static PageWeight measure(String address, Supplier<Page> come, Consumer<Page> leave, Visit visit) {
        var page = come.get();
        try {
            page.addInitScript(WATCH);
            var devtools = page.context().newCDPSession(page);
            var kinds = new HashMap<String, String>();
            var sent = new HashMap<String, Long>();
            var read = new HashMap<String, Long>();
            devtools.on(
                    "Network.responseReceived",
                    event -> kinds.put(id(event), event.get("type").getAsString()));
            devtools.on("Network.dataReceived", event -> read.merge(id(event), number(event, "dataLength"), Long::sum));
            devtools.on("Network.loadingFinished", event -> sent.put(id(event), number(event, "encodedDataLength")));
            devtools.send("Network.enable");
            var cache = new JsonObject();
            cache.addProperty("cacheDisabled", true);
            devtools.send("Network.setCacheDisabled", cache);
            devtools.send("Network.emulateNetworkConditions", line(visit));
            var rate = new JsonObject();
            rate.addProperty("rate", visit.slower);
            devtools.send("Emulation.setCPUThrottlingRate", rate);
            go(page, address);
            settle(page);
            return new PageWeight(
                    total(sent, kinds, kind -> !kind.equals("Image")),
                    total(read, kinds, kind -> kind.equals("Document")),
                    total(read, kinds, kind -> !kind.equals("Document") && !kind.equals("Image")),
                    sent.size(),
                    shift(page),
                    String.valueOf(page.evaluate("measured.moved")),
                    ((Number) page.evaluate("measured.paint")).doubleValue());
        } finally {
            leave.accept(page);
        }
    }

    /** Waits until what was painted last has been told: with the next two frames. */
    public static void settle(Page page) {
        until(page, "measured.paint > 0");
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
    }

    /** Waits for a condition in the page, by no means that its security policy forbids. */
    public static void until(Page page, String condition) {
        page.evaluate("new Promise(done => { const look = () => %s ? done() : setTimeout(look, 20); look(); })"
                .formatted(condition));
    }

    /** What has moved so far in a page that is watched. */
    public static double shift(Page page) {
        return ((Number) page.evaluate("measured.shift")).doubleValue();
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

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    private static long number(JsonObject event, String member) {
        return event.get(member).getAsLong();
    }
}
