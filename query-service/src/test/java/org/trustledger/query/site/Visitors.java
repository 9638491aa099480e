package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People who read a site in a real browser: one browser, one context per language, pages opened and closed in it.
 *
 * <p>Whatever a page asks of anybody but the site, and whatever its security policy forbids, is a complaint.
 */
final class Visitors implements AutoCloseable {
    static final int WIDE = 1280;
    static final int NARROW = 390;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final String site;
    private final Playwright playwright;
    private final Browser browser;
    private final Map<String, BrowserContext> byLanguage = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    Visitors(String site) {
        this.site = site;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
    }

    /** What pages did that they must not, so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The page on a wide window by daylight, its type loaded; to be closed. */
    Page visit(String path, String language) {
        var page = byLanguage.computeIfAbsent(language, this::newContext).newPage();
        go(page, path);
        return page;
    }

    /** Leads the same visitor on. */
    void go(Page page, String path) {
        page.navigate(site + path);
        // Not by waiting for a function: asking again is forbidden by the policy of the page.
        page.evaluate("document.fonts.ready.then(() => true)");
        assertThat(complaints).isEmpty();
    }

    /** Somebody who was never here: nothing of the site is kept yet; to be closed. */
    BrowserContext newContext(String language) {
        return newContext(language, null);
    }

    /** The same by way of a proxy, an address. */
    BrowserContext newContext(String language, @Nullable String proxy) {
        var options = new Browser.NewContextOptions().setLocale(language).setViewportSize(WIDE, 1330);
        if (proxy != null) {
            options.setProxy(proxy);
        }
        var context = browser.newContext(options);
        context.onRequest(request -> {
            if (!request.url().startsWith(site + "/")) {
                complaints.add("%s was asked for".formatted(request.url()));
            }
        });
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        return context;
    }

    static void byDay(Page page) {
        light(page, ColorScheme.LIGHT);
    }

    static void byNight(Page page) {
        light(page, ColorScheme.DARK);
    }

    private static void light(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** With few colours, all of the reader's own choosing. */
    static void inForcedColours(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    }

    static void withoutMotion(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    }

    static void onPaper(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    }

    static void widen(Page page, int width) {
        page.setViewportSize(width, width > 600 ? 1330 : 844);
    }

    static void assertFits(Page page, String what) {
        var width = page.viewportSize().width;
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("%s is no wider than the window of %d", what, width)
                .isLessThanOrEqualTo(width);
    }

    static void photograph(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** From head to foot. */
    static void photographWhole(Page page, String name) {
        layOutWhatIsFar(page);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    static void print(Page page, String name) {
        page.pdf(new Page.PdfOptions().setFormat("A4").setPath(SCREENSHOTS.resolve(name + ".pdf")));
    }

    /** What axe-core has against the page: every rule, and the size of what can be pointed at (WCAG 2.2). */
    static List<String> barriers(Page page) {
        var targets = new AxeRuleOptions();
        targets.setEnabled(true);
        var options = new AxeRunOptions();
        options.setRules(Map.of("target-size", targets));
        return described(axe(page).options(options).analyze());
    }

    /** What a few of its rules have. */
    static List<String> barriers(Page page, String... rules) {
        return described(axe(page).withRules(List.of(rules)).analyze());
    }

    // The other mode opens a second page for each analysis, for the sake of frames, of which we have none.
    private static AxeBuilder axe(Page page) {
        layOutWhatIsFar(page);
        return new AxeBuilder(page).setLegacyMode(true);
    }

    // As a reader finds every part who comes near it: what is far is not laid out, and stands under what is nearer.
    private static void layOutWhatIsFar(Page page) {
        page.evaluate(
                "for (const part of document.querySelectorAll('.entry')) part.style.contentVisibility = 'visible'");
    }

    private static List<String> described(AxeResults results) {
        return results.getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node -> "%s: %s"
                                .formatted(
                                        rule.getId(),
                                        node.getHtml().lines().findFirst().orElse(""))))
                .toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
