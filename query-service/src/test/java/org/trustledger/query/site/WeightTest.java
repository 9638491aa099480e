package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.testing.PageWeight;
import org.trustledger.testing.ThinLine;

/**
 * What each kind of page costs somebody who was never here, measured in the browser and printed. Weight, movement and
 * strangers fail; a time never does, for it says as much of the machine as of the page.
 */
@ExtendWith(SampleSite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeightTest {
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
            differences, /nordhamn/differences?lang=en&validAt=2025-03-01
            item, /nordhamn/changes/subprocessors/revontuki?lang=en
            packs, /nordhamn/packs?lang=en
            feeds, /nordhamn/feeds?lang=en
            not found, /nordhamn/nowhere?lang=en
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

    private final List<String> table = new ArrayList<>(List.of(PageWeight.HEADING));
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
        var visited = PageWeight.of(
                name,
                site.counter().address() + path,
                () -> site.visitors().newContext("en").newPage(),
                page -> page.context().close());
        table.add(visited.line());
        visited.weight().assertLightAndStill(name);
    }

    @ParameterizedTest
    @CsvSource(textBlock = PAGES)
    void standsStillWhileItComes(String name, String path) throws IOException {
        PageWeight.assertStillWhileItComes(
                name,
                site.counter().address() + "/nordhamn/contact?lang=en",
                site.counter().address() + path,
                proxy -> site.visitors().newContext("en", proxy));
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
        assertThat(movementOf("<!doctype html><style>ul { display: grid; padding: 0;"
                        + " grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)) }</style><ul>"
                        + "<li>%s</li>".formatted("It moves. ".repeat(120)).repeat(5)))
                .isGreaterThan(PageWeight.UNSEEN_SHIFT);
    }

    /** Nobody sees more of it than that the text goes on. */
    @Test
    void aWordThatIsReadByHalfAndGoesOnInTheNextLineIsNoMovement() throws IOException {
        var lines = "<p>Here begins <span>%s and ends.</span></p>"
                .formatted("Donaudampfschifffahrtsgesellschaft".repeat(2));

        assertThat(movementOf(
                        "<!doctype html><style>p { width: 70ch; font-family: monospace }</style>" + lines.repeat(60)))
                .isZero();
    }

    private static double movementOf(String html) throws IOException {
        var elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            var bytes = html.getBytes(StandardCharsets.UTF_8);
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
            context.addInitScript(PageWeight.WATCH);
            line.thin();
            var page = context.newPage();
            visitors.go(page, "/");
            PageWeight.settle(page);
            return PageWeight.shift(page);
        } finally {
            elsewhere.stop(0);
        }
    }

    /** Else a page that moves would not be noticed. */
    @Test
    void theWatchSeesAPageThatMoves() {
        try (var context = site.visitors().newContext("en")) {
            context.addInitScript(PageWeight.WATCH);
            var page = context.newPage();
            page.navigate(site.counter().address() + "/nordhamn/");
            page.evaluate("document.querySelector('main').style.marginTop = '300px'");
            PageWeight.until(page, "measured.shift > 0");
        }
    }
}
