package org.trustledger.command.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.trustledger.command.RunningOffice;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.MovableClock;

/** An office with the sample's content, a clock in the test's hands, and a browser before its workbench. */
public final class Workbench implements AutoCloseable {
    public static final String NORDHAMN = "nordhamn";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Path LOGO = Path.of("src", "test", "resources", "workbench", "nordhamn.svg");
    private static final Path SAMPLE = Path.of("..", "infra", "sample", "nordhamn.yaml");

    private final MovableClock clock = new MovableClock(Instant.now().toString());
    private final RunningOffice office;
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(List.of("--no-sandbox", "--disable-background-networking")));

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Workbench(String... more) {
        office = RunningOffice.at(
                clock,
                Stream.concat(
                                Stream.of(
                                        "trust-ledger.brand.nordhamn.logo=" + LOGO,
                                        "trust-ledger.brand.nordhamn.accent.light=#0b5a4a",
                                        "trust-ledger.brand.nordhamn.accent.dark=#7fd1b9"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    // One for all test classes of the JVM: starting an office and a browser takes longer than what they are asked.
    private static final class Shared {
        private static final Workbench WORKBENCH = new Workbench().withTheSample();

        private Shared() {}
    }

    /** The one of all test classes; move its clock forward only, and by what nobody else minds. */
    public static Workbench shared() {
        return Shared.WORKBENCH;
    }

    /** One of its own, whose office is told more. */
    public static Workbench told(String... more) {
        return new Workbench(more).withTheSample();
    }

    private Workbench withTheSample() {
        try {
            load(NORDHAMN, Files.readString(SAMPLE));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A first document, as a pipeline sends it. */
    public void load(String trustCenter, String document) {
        var answer = office.send(office.request(
                        office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)),
                        office.identity().token("pipeline", "*:automation"))
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(document)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** A further document, as a pipeline sends it whose changes somebody approves at once. */
    public void change(TrustCenterId trustCenter, String document, long basedOn) {
        clock.move(Duration.ofSeconds(1));
        var answer = office.send(office.request(
                        office.office("/api/v1/trust-centers/%s/content".formatted(trustCenter)),
                        office.identity().token("pipeline", trustCenter + ":automation"))
                .header("Content-Type", "application/yaml")
                .header("If-Match", "\"%d\"".formatted(basedOn))
                .PUT(BodyPublishers.ofString(document)));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    /** Lets changes of a trust center that has content pass without anybody else's approval, which is one fact. */
    public void withoutReview(TrustCenterId trustCenter) {
        var answer = office.send(office.request(
                        office.office("/api/v1/trust-centers/%s/review".formatted(trustCenter)),
                        office.identity().token("sven", trustCenter + ":administrator"))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"0\"")
                .PUT(BodyPublishers.ofString("{\"required\":false,\"reason\":{\"en\":\"There is one of us.\"}}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    public RunningOffice office() {
        return office;
    }

    public MovableClock clock() {
        return clock;
    }

    /** An address of the workbench. */
    public String address(String path) {
        return office.office("/workbench/" + path).toString();
    }

    /** A browser of its own, in which nobody is logged in yet. */
    public BrowserContext stranger(String language) {
        return open(new Browser.NewContextOptions().setLocale(language));
    }

    /** One more browser of somebody who is logged in, by the way of a proxy. */
    BrowserContext another(BrowserContext theirs, String proxy) {
        return open(new Browser.NewContextOptions()
                .setStorageState(theirs.storageState())
                .setProxy(proxy));
    }

    /** The same session in a browser that runs no script. */
    public BrowserContext withoutScript(BrowserContext theirs, String language) {
        return open(new Browser.NewContextOptions()
                .setLocale(language)
                .setJavaScriptEnabled(false)
                .setStorageState(theirs.storageState()));
    }

    private BrowserContext open(Browser.NewContextOptions options) {
        var context = browser.newContext(options.setViewportSize(1280, 900).setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(10_000);
        context.onRequest(request -> {
            var asked = request.url();
            if (!asked.startsWith(office.office("/").toString())
                    && !asked.startsWith(office.reception("/").toString())
                    && !asked.startsWith(office.identity().issuer().toString())) {
                complaints.add("%s was asked for".formatted(asked));
            }
        });
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        return context;
    }

    /** A page on which somebody has just logged in. Closing its context ends their session. */
    public Page logIn(String language, String subject, String... roles) {
        office.identity().letsIn(subject, roles);
        var page = stranger(language).newPage();
        page.navigate(address(""));
        return page;
    }

    /**
     * Takes a picture of the page as it is in each size and light, and holds each against the rules of axe. Whatever
     * any page asked of others than the office and the provider so far, and whatever its security policy forbade,
     * fails.
     */
    public void look(Page page, String name) {
        look(
                page,
                name,
                size -> assertThat(barriers(page))
                        .as("axe on %s, %s", name, size)
                        .isEmpty());
    }

    /** The same of a page in a browser without script, in which axe cannot run. */
    void lookWithoutScript(Page page, String name) {
        look(page, name, size -> {});
    }

    private void look(Page page, String name, Consumer<String> alsoHeldAgainst) {
        for (var width : List.of(1280, 390)) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.setViewportSize(width, width > 600 ? 900 : 844);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.waitForFunction("document.fonts.ready.then(() => true)");
                var size = "%s-%s"
                        .formatted(
                                width > 600 ? "wide" : "narrow", scheme.name().toLowerCase(Locale.ROOT));
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        // Of a page of some metres it takes a busy machine that long.
                        .setTimeout(60_000)
                        .setPath(SCREENSHOTS.resolve("workbench-%s-%s.png".formatted(name, size))));
                alsoHeldAgainst.accept(size);
                assertThat((Integer) page.evaluate(
                                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as("%s, %s scrolls sideways", name, size)
                        .isZero();
            }
        }
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(complaints).isEmpty();
    }

    /**
     * What axe-core has against the page: every rule, the size of what can be pointed at (WCAG 2.2), and that whoever
     * speaks to it can say what they read.
     */
    private static List<Rule> barriers(Page page) {
        var also = new AxeRuleOptions();
        also.setEnabled(true);
        var options = new AxeRunOptions();
        options.setRules(Map.of("target-size", also, "label-content-name-mismatch", also));
        // As somebody finds every part who comes near it: what is far is not laid out, and stands under what is nearer.
        page.evaluate(
                "for (const part of document.querySelectorAll('.entry')) part.style.contentVisibility = 'visible'");
        // The other mode opens a second page for each analysis, for the sake of frames, of which we have none.
        return new AxeBuilder(page)
                .setLegacyMode(true)
                .options(options)
                .analyze()
                .getViolations();
    }

    @Override
    public void close() {
        playwright.close();
        office.close();
    }
}
