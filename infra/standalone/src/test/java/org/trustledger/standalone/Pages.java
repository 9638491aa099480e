package org.trustledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The browsers of readers, one that runs no script and one that does. */
final class Pages implements AutoCloseable {
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Programs.chromium())
                    .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage")));

    /** Opens a page without script, keeps a picture of it and gives it back. */
    Page open(String address, String picture) {
        var page = browser.newPage(
                new Browser.NewPageOptions().setJavaScriptEnabled(false).setViewportSize(1280, 900));
        page.navigate(address);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", picture + ".png")));
        return page;
    }

    /**
     * Somebody whose browser runs script and asks these and nobody else.
     *
     * @param complaints gets what a page asked of others, what its security policy forbade, and what its script broke
     *     at
     */
    BrowserContext visitor(List<String> complaints, String... allowed) {
        var context = browser.newContext(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        context.onRequest(request -> {
            if (Stream.of(allowed).noneMatch(request.url()::startsWith)) {
                complaints.add("%s was asked for".formatted(request.url()));
            }
        });
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add("%s: %s".formatted(message.page().url(), message.text()));
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        return context;
    }

    /**
     * Looks at a page in both languages, on a wide and a narrow window, by day and by night, and keeps the pictures.
     */
    static void lookAround(Page page, String address, String picture) {
        for (var language : List.of("en", "sv")) {
            var answer = page.navigate("%s%slang=%s".formatted(address, address.contains("?") ? "&" : "?", language));
            assertThat(answer).as(address).isNotNull();
            assertThat(answer.status()).as(address).isEqualTo(200);
            assertThat(page.getAttribute("html", "lang")).as(address).isEqualTo(language);
            for (var width : List.of(1280, 390)) {
                page.setViewportSize(width, width > 600 ? 1000 : 844);
                for (var light : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(light));
                    page.evaluate("document.fonts.ready.then(() => true)");
                    var name = "%s-%s-%s-%s"
                            .formatted(
                                    picture,
                                    language,
                                    width > 600 ? "wide" : "narrow",
                                    light.name().toLowerCase(Locale.ROOT));
                    page.screenshot(
                            new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
                    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                            .as("%s is no wider than its window", name)
                            .isLessThanOrEqualTo(width);
                }
            }
        }
    }

    /** What axe-core has against a page. */
    static List<String> barriers(Page page) {
        // The other mode opens a second page for each analysis, for the sake of frames, of which we have none.
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .map(Rule::toString)
                        .toList();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
