package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Collator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.events.Answer;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.Seal;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.SampleFacts;

/** The pages in a real browser, with the sample trust center behind them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteTest {
    private static final Instant LOADED = Instant.parse("2026-11-20T09:30:00.123456Z");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String PACK = "0123456789abcdef0123456789abcdef";

    private final Facts facts = new Facts("nordhamn");
    private Counter counter;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void open(@TempDir Path archive) throws IOException {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-11-22T08:00:00Z"));
        counter.relays(facts.commit(LOADED, SampleFacts.of(facts)));
        counter.relays(facts.commit(
                LOADED.plusSeconds(90_000),
                facts.stated(
                        "environment-report",
                        day("2026-02-01"),
                        day("2027-06-01"),
                        both("Asked for by three customers", "Tre kunder frågade"),
                        null,
                        new Answer(
                                99_000,
                                "environment",
                                List.of("environment"),
                                both("Do you publish an environmental report?", "Ger ni ut en miljöredovisning?"),
                                both("Yes, every *February*.", "Ja, varje *februari*.")))));
        var contentPosition = facts.all().size();
        for (var language : List.of("en", "sv")) {
            counter.relays(facts.commit(
                    LOADED.plusSeconds(language.equals("en") ? 90_020 : 90_025),
                    recordedAt -> issued(language, contentPosition)));
        }
        counter.start().reaches("nordhamn", facts.all().size());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
    }

    private static PackIssued issued(String language, long contentPosition) {
        return new PackIssued(
                language.equals("en") ? PACK : PACK.replace('0', '1'),
                new PackIdentity(
                        "all", language, LOADED.plusSeconds(90_000), LOADED.plusSeconds(90_000), contentPosition, "1"),
                "cd".repeat(32),
                language.equals("en") ? "9f2c" + "ab".repeat(28) + "a41e" : "7b10" + "ef".repeat(28) + "03d2",
                48,
                412_345,
                new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true));
    }

    @AfterAll
    void close() {
        browser.close();
        playwright.close();
        counter.close();
    }

    @Test
    void theOverviewIsInTheReadersLanguage() {
        try (var page = visit("/nordhamn/", "sv-SE", 1280, ColorScheme.LIGHT)) {
            assertThat(page.getAttribute("html", "lang")).isEqualTo("sv");
            assertThat(page.locator(".entry:not(.clause)").count()).isEqualTo(20);
            assertThat(page.locator("h1").textContent()).contains("Vad vi lovar");
            assertThat(page.locator("#answer-data-location .margin").textContent())
                    .contains("1 sep. 2025", "rev 3", "№");
            assertThat(page.locator("#agreement-dpa .contents a").count()).isGreaterThan(20);
            assertThat(page.locator("script:not([type='application/ld+json'])").count())
                    .as("one script, of our own")
                    .isEqualTo(1);
            assertThat(page.locator("#pack .button").textContent()).isEqualTo("Hämta paketet per den 21 nov. 2026");
            page.locator(".languages a[hreflang=en]").click();
            assertThat(page.getAttribute("html", "lang")).isEqualTo("en");
            assertThat(page.locator("#pack .button").textContent()).isEqualTo("Download pack of 21 Nov 2026");
        }
    }

    @Test
    void everyAnswerIsOnOneOfThePagesOfTheList() {
        try (var page = visit("/nordhamn/", "en", 1280, ColorScheme.LIGHT)) {
            page.locator("#answers .more a").click();
            var answers = new TreeSet<String>();
            var pages = 0;
            while (true) {
                pages++;
                page.locator(".entry").all().forEach(entry -> answers.add(entry.getAttribute("id")));
                assertThat(page.locator(".pager .mono").textContent()).isEqualTo("Page %d of 3".formatted(pages));
                if (page.locator(".pager [rel=next]").count() == 0) {
                    break;
                }
                page.locator(".pager [rel=next]").click();
                page.waitForURL("**page=%d".formatted(pages + 1));
            }
            assertThat(pages).isEqualTo(3);
            assertThat(answers).hasSize(41);
            page.navigate(counter.address() + "/nordhamn/answers?page=99");
            assertThat(page.locator(".pager .mono").textContent()).isEqualTo("Page 3 of 3");
        }
    }

    @Test
    void anAnswerHasAPageWithItsHistory() {
        try (var page = visit("/nordhamn/answers?category=incidents", "en", 1280, ColorScheme.LIGHT)) {
            page.locator("#answer-breach-notice .question").click();
            assertThat(page.url()).endsWith("/nordhamn/answers/breach-notice");
            assertThat(page.locator("h1").textContent()).contains("personal data breach");
            assertThat(page.locator(".history > li").count()).isEqualTo(2);
            var newest = page.locator(".history > li").first();
            assertThat(newest.locator("del").allTextContents()).anyMatch(text -> text.contains("48"));
            assertThat(newest.locator("ins").allTextContents()).anyMatch(text -> text.contains("24"));
            assertThat(newest.locator(".why-box").textContent()).startsWith("Why: ");
            page.locator(".history > li").last().locator(".recorded a").click();
            assertThat(page.locator(".entry-title .prose").textContent()).contains("48 hours");
            assertThat(page.locator(".ribbon").count()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatIsNotStatedThenSaysSoAboveItsHistory() {
        try (var page =
                visit("/nordhamn/answers/environment-report?validAt=2026-01-01", "en", 1280, ColorScheme.LIGHT)) {
            assertThat(page.locator("h1").textContent()).isEqualTo("Do you publish an environmental report?");
            assertThat(page.locator(".nothing").textContent()).contains("not answered on the date");
            assertThat(page.locator(".history > li").count()).isEqualTo(1);
        }
    }

    @Test
    void aSearchMarksWhatItFindsAlsoInThePast() {
        try (var page = visit("/nordhamn/?validAt=2024-06-01&lang=en", "sv", 1280, ColorScheme.LIGHT)) {
            page.locator("#search").fill("\"48 hours\"");
            page.locator(".search button").click();
            assertThat(page.url()).contains("/nordhamn/search?", "lang=en", "q=%2248+hours%22", "validAt=2024-06-01");
            assertThat(page.locator(".ribbon").count()).isEqualTo(1);
            assertThat(page.locator("mark").allTextContents()).anyMatch(text -> text.equals("hours"));
            page.locator(".results .question").first().click();
            assertThat(page.url()).contains("/nordhamn/answers/breach-notice", "validAt=2024-06-01");
        }
    }

    @ParameterizedTest
    @CsvSource({"xyzzy, No result for “xyzzy”", "-backup, Give at least one word", "<b>, No result for “<b>”"})
    void aSearchThatFindsNothingSaysWhatToDo(String typed, String said) {
        try (var page = visit("/nordhamn/search", "en", 1280, ColorScheme.LIGHT)) {
            assertThat(page.locator(".results").count()).isZero();
            page.locator("#search").fill(typed);
            page.locator("#search").press("Enter");
            assertThat(page.locator("#results-title").textContent()).startsWith(said);
            assertThat(page.locator("#search").inputValue()).isEqualTo(typed);
        }
    }

    @Test
    void filtersCombineAndKeepLanguageAndDate() {
        try (var page = visit("/nordhamn/?lang=sv&validAt=2026-03-01", "en", 1280, ColorScheme.LIGHT)) {
            page.locator(".chip", new Page.LocatorOptions().setHasText("GDPR")).click();
            page.locator(".words a", new Page.LocatorOptions().setHasText("Dataskydd"))
                    .click();
            page.waitForURL("**category=data-protection**");
            assertThat(page.url()).contains("lang=sv", "tag=gdpr", "category=data-protection", "validAt=2026-03-01");
            var chip = page.locator(".chip[aria-current] .count").textContent();
            assertThat(page.locator(".entry:not(.clause)").count()).isEqualTo(Integer.parseInt(chip));
            assertThat(page.locator(".entry:not(.clause)").count()).isBetween(2, 12);
        }
    }

    @Test
    void aPastDateShowsWhatAppliedThenAndSaysSo() {
        try (var page = visit("/nordhamn/answers?category=incidents", "en", 1280, ColorScheme.LIGHT)) {
            var today = page.locator("#answer-breach-notice .prose").textContent();
            assertThat(today).contains("24 hours");
            page.locator(".traveller summary").click();
            page.locator("#traveller-valid").fill("2024-06-01");
            page.locator(".traveller-form button").click();
            assertThat(page.locator(".ribbon").textContent())
                    .contains("what applied on 1 June 2024, as known today", "read differently today")
                    .contains("this ledger begins on 20 Nov 2026");
            assertThat(page.locator("#answer-breach-notice .prose").textContent())
                    .contains("48 hours");
            assertThat(page.locator("#answer-breach-notice .margin").textContent())
                    .contains("reads differently today");
            page.locator(".brand").click();
            assertThat(page.locator("#pack .button").textContent()).isEqualTo("Ask for the pack of 1 Jun 2024");
            page.locator(".ribbon a", new Page.LocatorOptions().setHasText("back to today"))
                    .click();
            assertThat(page.locator(".ribbon").count()).isZero();
        }
    }

    @Test
    void asItWasKnownThenLeavesOutWhatWasRecordedLater() {
        try (var page =
                visit("/nordhamn/answers?validAt=2026-11-20&recordedAt=2026-11-20", "en", 1280, ColorScheme.LIGHT)) {
            assertThat(page.locator(".counted").textContent()).isEqualTo("40 answers");
            assertThat(page.locator(".ribbon").textContent()).contains("as it was known on 20 November 2026");
            page.locator(".ribbon a", new Page.LocatorOptions().setHasText("as known today"))
                    .click();
            assertThat(page.locator(".counted").textContent()).isEqualTo("41 answers");
        }
    }

    @Test
    void whatIsComingIsShownAndCanBeReadAhead() {
        try (var page = visit("/nordhamn/", "en", 1280, ColorScheme.LIGHT)) {
            assertThat(page.locator("#coming").textContent()).contains("January 2027");
            page.locator("#coming a").first().click();
            assertThat(page.locator(".ribbon").textContent()).contains("what will apply on");
            assertThat(page.getAttribute("html", "class")).isEqualTo("future");
        }
    }

    @ParameterizedTest
    @CsvSource({"en, Ends on 1 June 2027, until 1 Jun 2027", "sv, Upphör 1 juni 2027, till 1 juni 2027"})
    void whatEndsIsAmongWhatIsComing(String language, String title, String until) {
        try (var page = visit("/nordhamn/", language, 1280, ColorScheme.LIGHT)) {
            assertThat(page.locator("#coming .card-title").allTextContents()).contains(title);
            page.locator("#coming li").last().locator("a").click();
            assertThat(page.url()).endsWith("/nordhamn/answers/environment-report");
            assertThat(page.locator(".entry-title .margin").textContent()).contains(until);
        }
    }

    @Test
    void subprocessorsCanBeSortedAndNarrowed() {
        try (var page = visit("/nordhamn/", "sv", 1280, ColorScheme.LIGHT)) {
            page.locator(".places a", new Page.LocatorOptions().setHasText("Underbiträden"))
                    .click();
            assertThat(page.locator("#subprocessors tbody").count()).isEqualTo(8);
            assertThat(page.locator("#data-centers tbody tr").count()).isEqualTo(3);
            page.locator(".sortable thead a", new Page.LocatorOptions().setHasText("Namn"))
                    .click();
            page.waitForURL("**sort=name**");
            var names = names(page);
            assertThat(page.locator("[aria-sort=ascending]").textContent()).startsWith("Namn");
            assertThat(names).isSortedAccordingTo(Collator.getInstance(Locale.forLanguageTag("sv")));
            page.locator("[aria-sort] a").click();
            page.waitForURL("**sort=-name**");
            assertThat(names(page)).isEqualTo(names.reversed());
            page.locator(".words a", new Page.LocatorOptions().setHasText("Danmark"))
                    .click();
            page.waitForURL("**country=DK**");
            assertThat(page.url()).contains("country=DK", "sort=-name");
            assertThat(page.locator("#subprocessors .line").count()).isBetween(1, 3);
            page.navigate(counter.address() + "/nordhamn/subprocessors?country=AQ&lang=sv");
            assertThat(page.locator(".nothing").textContent()).startsWith("Inget underbiträde");
        }
    }

    private static List<String> names(Page page) {
        return page.locator("#subprocessors th[scope=row]").all().stream()
                .map(name ->
                        name.evaluate("cell => cell.firstChild.textContent").toString())
                .toList();
    }

    @Test
    void changesAreOnATimelineTheNewestFirst() {
        try (var page = visit("/nordhamn/", "en", 1280, ColorScheme.LIGHT)) {
            page.locator(".newest + .ways a").click();
            assertThat(page.locator(".timeline > li").count()).isEqualTo(2);
            var newest = page.locator(".timeline > li").first();
            assertThat(newest.locator("time").textContent()).isEqualTo("21 Nov 2026");
            assertThat(newest.locator("ul").textContent())
                    .contains("Answer · published · applies from 1 February 2026")
                    .contains("Why: Asked for by three customers");
            assertThat(page.locator(".timeline > li").last().textContent()).contains("more in the same commit");
            newest.locator("a").click();
            assertThat(page.url()).contains("/nordhamn/answers/environment-report#version-");
            page.navigate(counter.address() + "/nordhamn/changes?recordedAt=2026-11-20");
            assertThat(page.locator(".timeline > li").count()).isEqualTo(1);
        }
    }

    @Test
    void anyTwoRevisionsOfAnAgreementCanBeCompared() {
        try (var page = visit("/nordhamn/agreements/dpa", "en", 1280, ColorScheme.LIGHT)) {
            page.locator("a[href$='/redline']").first().click();
            assertThat(page.locator(".sides h2").allTextContents())
                    .containsExactly("From: Revision 3", "To: Revision 4");
            assertThat(page.locator(".counted").textContent()).contains("reworded", "unchanged");
            assertThat(page.locator(".clause ins, .clause del").count()).isPositive();
            page.selectOption("#redline-from", new SelectOption().setIndex(0));
            page.locator(".compare button").first().click();
            assertThat(page.locator(".sides h2").first().textContent()).isEqualTo("From: Revision 1");
            page.locator(".by-date summary").click();
            page.fill("#redline-from-date", "2024-06-01");
            page.fill("#redline-to-date", "2024-06-02");
            page.locator(".by-date button").click();
            assertThat(page.locator(".counted").textContent()).isEqualTo("No clause differs.");
            page.navigate(counter.address() + "/nordhamn/agreements/dpa/redline?from=2020-01-01&to=2024-06-01");
            assertThat(page.locator(".sides h2").first().textContent()).isEqualTo("From: Nothing was agreed then");
            assertThat(page.locator(".clause del").count()).isZero();
        }
    }

    @Test
    void aClauseHasAPageWithItsHistory() {
        try (var page = visit("/nordhamn/agreements/dpa/redline", "en", 1280, ColorScheme.LIGHT)) {
            page.locator("#clause-breach-notice .margin a, .clause .margin a")
                    .first()
                    .click();
            assertThat(page.url()).contains("/nordhamn/agreements/dpa/clauses/");
            assertThat(page.locator(".history > li").count()).isGreaterThan(1);
            assertThat(page.locator(".history ins").count()).isPositive();
            assertThat(page.locator(".history .why-box").first().textContent()).startsWith("Why: ");
        }
    }

    @Test
    void everyAnswerAndClauseHasAnAddressThatLasts() {
        try (var page = visit("/nordhamn/answers/backups", "en", 1280, ColorScheme.LIGHT)) {
            assertThat(page.getAttribute("link[rel=canonical]", "href")).endsWith("/nordhamn/answers/backups");
            page.navigate(counter.address() + "/nordhamn/");
            page.locator("#agreement-dpa .contents a").nth(4).click();
            assertThat(page.url()).contains("/nordhamn/agreements/dpa#clause-");
            assertThat(page.locator(".clause:target").count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "home, /nordhamn/, en",
        "home-sv, /nordhamn/?lang=sv, sv",
        "past, /nordhamn/?validAt=2025-03-01, en",
        "past-sv, /nordhamn/?validAt=2025-03-01&lang=sv, sv",
        "future, /nordhamn/?validAt=2027-02-01, en",
        "answers, /nordhamn/answers, en",
        "answers-past-sv, /nordhamn/answers?validAt=2025-03-01&lang=sv&page=2, sv",
        "filtered, /nordhamn/answers?tag=nis2&category=incidents, en",
        "nothing-left, /nordhamn/answers?tag=environment&category=incidents, en",
        "answer, /nordhamn/answers/breach-notice, en",
        "answer-sv, /nordhamn/answers/breach-notice?lang=sv, sv",
        "answer-not-stated, /nordhamn/answers/environment-report?validAt=2026-01-01, en",
        "no-answer, /nordhamn/answers/nothing, en",
        "not-a-page, /nordhamn/answers?page=zero, en",
        "search, /nordhamn/search, en",
        "search-hits, /nordhamn/search?q=backup, en",
        "search-hits-sv, /nordhamn/search?q=data&lang=sv&validAt=2025-03-01, sv",
        "agreement, /nordhamn/agreements/dpa, en",
        "agreement-past-sv, /nordhamn/agreements/dpa?validAt=2024-06-01&lang=sv, sv",
        "subprocessors, /nordhamn/subprocessors?sort=name, en",
        "subprocessors-sv, /nordhamn/subprocessors?country=SE&lang=sv, sv",
        "subprocessors-nowhere, /nordhamn/subprocessors?country=AQ&validAt=2025-03-01, en",
        "changes, /nordhamn/changes, en",
        "changes-sv, /nordhamn/changes?lang=sv&validAt=2025-03-01, sv",
        "redline, /nordhamn/agreements/dpa/redline, en",
        "redline-sv, /nordhamn/agreements/dpa/redline?from=2024-06-01&to=2026-11-01&lang=sv, sv",
        "redline-of-nothing, /nordhamn/agreements/dpa/redline?from=2020-01-01&to=2020-01-02, en",
        "no-such-revision, /nordhamn/agreements/dpa/redline?from=1&to=2, en",
        "clause, /nordhamn/agreements/dpa/clauses/breach-notice, en",
        "clause-sv, /nordhamn/agreements/dpa/clauses/breach-notice?lang=sv&validAt=2020-01-02, sv",
        "no-clause, /nordhamn/agreements/dpa/clauses/nothing, en",
        "packs, /nordhamn/packs, en",
        "before-anything, /nordhamn/?validAt=2020-01-01, en",
        "not-known-then, /nordhamn/?validAt=2025-03-01&recordedAt=2025-03-01, en",
        "not-found, /nordhamn/nowhere, sv",
        "not-a-date, /nordhamn/?validAt=yesterday, en",
        "stranger, /stranger/, en"
    })
    void hasNoBarrierInAnyLightOrWidthAndAsksNobodyElse(String name, String path, String language) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var width : List.of(1280, 390)) {
                try (var page = visit(path, language, width, scheme)) {
                    assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
                    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                            .as("%s is no wider than the window of %d", name, width)
                            .isLessThanOrEqualTo(width);
                    page.evaluate("document.querySelectorAll('details:not(.traveller)').forEach(d => d.open = true)");
                    var violations = new AxeBuilder(page).analyze().getViolations();
                    assertThat(violations.stream()
                                    .map(rule -> "%s: %s"
                                            .formatted(
                                                    rule.getId(),
                                                    rule.getNodes().getFirst().getHtml()))
                                    .toList())
                            .as("%s %s %d", name, scheme, width)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void isPhotographed() {
        photograph("home-wide", "/nordhamn/", 1280, ColorScheme.LIGHT, true);
        photograph("home-top", "/nordhamn/", 1280, ColorScheme.LIGHT, false);
        photograph("home-dark", "/nordhamn/", 1280, ColorScheme.DARK, false);
        photograph("home-narrow", "/nordhamn/", 390, ColorScheme.LIGHT, true);
        photograph("home-sv", "/nordhamn/?lang=sv", 1280, ColorScheme.LIGHT, false);
        photograph("past", "/nordhamn/?validAt=2025-03-01", 1280, ColorScheme.LIGHT, false);
        photograph("past-dark-sv", "/nordhamn/?validAt=2025-03-01&lang=sv", 1280, ColorScheme.DARK, false);
        photograph("future", "/nordhamn/?validAt=2027-02-01", 1280, ColorScheme.LIGHT, false);
        photograph("answers", "/nordhamn/answers?page=2", 1280, ColorScheme.LIGHT, false);
        photograph("answers-narrow", "/nordhamn/answers?tag=nis2", 390, ColorScheme.LIGHT, false);
        photograph("answer", "/nordhamn/answers/breach-notice", 1280, ColorScheme.LIGHT, false);
        photograph("answer-dark-sv", "/nordhamn/answers/breach-notice?lang=sv", 1280, ColorScheme.DARK, false);
        photograph("answer-narrow", "/nordhamn/answers/breach-notice", 390, ColorScheme.LIGHT, true);
        photograph("search", "/nordhamn/search?q=backup", 1280, ColorScheme.LIGHT, false);
        photograph("search-past-dark", "/nordhamn/search?q=backup&validAt=2025-03-01", 1280, ColorScheme.DARK, false);
        photograph("agreement", "/nordhamn/agreements/dpa", 1280, ColorScheme.LIGHT, false);
        photograph("agreement-narrow", "/nordhamn/agreements/dpa?lang=sv", 390, ColorScheme.LIGHT, false);
        photograph("subprocessors", "/nordhamn/subprocessors?sort=name", 1280, ColorScheme.LIGHT, true);
        photograph("subprocessors-narrow", "/nordhamn/subprocessors", 390, ColorScheme.LIGHT, false);
        photograph("changes", "/nordhamn/changes", 1280, ColorScheme.LIGHT, false);
        photograph("changes-narrow-sv", "/nordhamn/changes?lang=sv", 390, ColorScheme.DARK, false);
        photograph("redline", "/nordhamn/agreements/dpa/redline", 1280, ColorScheme.LIGHT, false);
        photograph("redline-narrow-sv", "/nordhamn/agreements/dpa/redline?lang=sv", 390, ColorScheme.LIGHT, false);
        photograph("clause", "/nordhamn/agreements/dpa/clauses/breach-notice", 1280, ColorScheme.DARK, false);
        photograph("packs", "/nordhamn/packs", 1280, ColorScheme.LIGHT, true);
        photograph(
                "not-known-then",
                "/nordhamn/?validAt=2025-03-01&recordedAt=2025-03-01",
                1280,
                ColorScheme.LIGHT,
                false);
        photograph("not-found", "/nordhamn/nowhere", 1280, ColorScheme.LIGHT, false);
        try (var page = visit("/nordhamn/", "en", 1280, ColorScheme.LIGHT)) {
            page.locator(".traveller summary").click();
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("traveller.png")));
            page.locator(".traveller").evaluate("d => d.open = false");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            page.pdf(new Page.PdfOptions().setFormat("A4").setPath(SCREENSHOTS.resolve("print.pdf")));
        }
    }

    private void photograph(String name, String path, int width, ColorScheme scheme, boolean full) {
        try (var page = visit(path, "en", width, scheme)) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setFullPage(full));
            assertThat(SCREENSHOTS.resolve(name + ".png")).isNotEmptyFile();
        }
    }

    /** A new visitor with an empty cache; fails if the page asks anybody but us for anything. */
    private Page visit(String path, String language, int width, ColorScheme scheme) {
        var page = browser.newPage(new Browser.NewPageOptions()
                .setLocale(language)
                .setJavaScriptEnabled(true)
                .setViewportSize(width, width > 600 ? 1330 : 844)
                .setColorScheme(scheme));
        var strangers = new ArrayList<String>();
        page.onRequest(request -> {
            if (!request.url().startsWith(counter.address())) {
                strangers.add(request.url());
            }
        });
        var complaints = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.navigate(counter.address() + path);
        page.waitForFunction("document.fonts.ready.then(() => true)");
        assertThat(strangers).isEmpty();
        assertThat(complaints).isEmpty();
        return page;
    }
}
