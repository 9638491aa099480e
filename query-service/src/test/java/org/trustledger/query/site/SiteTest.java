package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.text.Collator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser, with the sample trust center behind them. */
@ExtendWith(SampleSite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteTest {
    private SampleSite site;

    @BeforeAll
    void open(SampleSite shared) {
        site = shared;
    }

    @Test
    void theOverviewIsInTheReadersLanguage() {
        try (var page = site.visit("/nordhamn/", "sv-SE")) {
            assertThat(page.getAttribute("html", "lang")).isEqualTo("sv");
            assertThat(page.locator("h1").textContent()).contains("Vad vi lovar");
            assertThat(page.locator("#answers .entry").count()).isEqualTo(9);
            assertThat(page.locator("#category-data-protection .questions a:not(.soft)")
                            .count())
                    .isEqualTo(3);
            assertThat(page.locator("#category-data-protection .margin").textContent())
                    .contains("10 svar", "senast ändrat 10\u00a0aug.\u00a02026");
            assertThat(page.locator("#agreement-dpa .revisions li").count()).isEqualTo(3);
            assertThat(page.locator("script:not([type='application/ld+json'])").count())
                    .as("one script, of our own")
                    .isEqualTo(1);
            assertThat(page.locator("#pack .button").textContent()).isEqualTo("Hämta paketet per den 21 nov. 2026");
            press(page.locator(".languages a[hreflang=en]"));
            assertThat(page.getAttribute("html", "lang")).isEqualTo("en");
            assertThat(page.locator("#pack .button").textContent()).isEqualTo("Download pack of 21 Nov 2026");
        }
    }

    @Test
    void everyAnswerIsOnOneOfThePagesOfTheList() {
        try (var page = site.visit("/nordhamn/", "en")) {
            press(page.locator("#answers > .more a"));
            var answers = new TreeSet<String>();
            var pages = 0;
            while (true) {
                pages++;
                page.locator(".entry").all().forEach(entry -> answers.add(entry.getAttribute("id")));
                assertThat(page.locator(".pager .mono").textContent()).isEqualTo("Page %d of 3".formatted(pages));
                if (page.locator(".pager [rel=next]").count() == 0) {
                    break;
                }
                press(page.locator(".pager [rel=next]"));
                page.waitForURL("**page=%d".formatted(pages + 1));
            }
            assertThat(pages).isEqualTo(3);
            assertThat(answers).hasSize(41);
            site.visitors().go(page, "/nordhamn/answers?page=99");
            assertThat(page.locator(".pager .mono").textContent()).isEqualTo("Page 3 of 3");
        }
    }

    @Test
    void anAnswerHasAPageWithItsHistory() {
        try (var page = site.visit("/nordhamn/answers?category=incidents", "en")) {
            press(page.locator("#answer-breach-notice .question"));
            assertThat(page.url()).endsWith("/nordhamn/answers/breach-notice");
            assertThat(page.locator("h1").textContent()).contains("personal data breach");
            assertThat(page.locator(".history > li").count()).isEqualTo(2);
            var newest = page.locator(".history > li").first();
            assertThat(newest.locator("del").allTextContents()).anyMatch(text -> text.contains("48"));
            assertThat(newest.locator("ins").allTextContents()).anyMatch(text -> text.contains("24"));
            assertThat(newest.locator(".why-box").textContent()).startsWith("Why: ");
            press(page.locator(".history > li").last().locator(".recorded a"));
            assertThat(page.locator(".entry-title .prose").textContent()).contains("48 hours");
            assertThat(page.locator(".ribbon").count()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatIsNotStatedThenSaysSoAboveItsHistory() {
        try (var page = site.visit("/nordhamn/answers/environment-report?validAt=2026-01-01", "en")) {
            assertThat(page.locator("h1").textContent()).isEqualTo("Do you publish an environmental report?");
            assertThat(page.locator(".nothing").textContent()).contains("not answered on the date");
            assertThat(page.locator(".history > li").count()).isEqualTo(1);
        }
    }

    @Test
    void aSearchMarksWhatItFindsAlsoInThePast() {
        try (var page = site.visit("/nordhamn/?validAt=2024-06-01&lang=en", "sv")) {
            page.locator("#search").fill("\"48 hours\"");
            press(page.locator(".search button"));
            assertThat(page.url()).contains("/nordhamn/search?", "lang=en", "q=%2248+hours%22", "validAt=2024-06-01");
            assertThat(page.locator(".ribbon").count()).isEqualTo(1);
            assertThat(page.locator("mark").allTextContents()).anyMatch(text -> text.equals("hours"));
            press(page.locator(".results .question").first());
            assertThat(page.url()).contains("/nordhamn/answers/breach-notice", "validAt=2024-06-01");
        }
    }

    @ParameterizedTest
    @CsvSource({"xyzzy, No result for “xyzzy”", "-backup, Give at least one word", "<b>, No result for “<b>”"})
    void aSearchThatFindsNothingSaysWhatToDo(String typed, String said) {
        try (var page = site.visit("/nordhamn/search", "en")) {
            assertThat(page.locator(".results").count()).isZero();
            page.locator("#search").fill(typed);
            page.locator("#search").press("Enter");
            assertThat(page.locator("#results-title").textContent()).startsWith(said);
            assertThat(page.locator("#search").inputValue()).isEqualTo(typed);
        }
    }

    @Test
    void filtersCombineAndKeepLanguageAndDate() {
        try (var page = site.visit("/nordhamn/?lang=sv&validAt=2026-03-01", "en")) {
            press(page.locator(".chip", new Page.LocatorOptions().setHasText("GDPR")));
            press(page.locator(".words a", new Page.LocatorOptions().setHasText("Dataskydd")));
            page.waitForURL("**category=data-protection**");
            assertThat(page.url()).contains("lang=sv", "tag=gdpr", "category=data-protection", "validAt=2026-03-01");
            var chip = page.locator(".chip[aria-current] .count").textContent();
            assertThat(page.locator(".entry:not(.clause)").count()).isEqualTo(Integer.parseInt(chip));
            assertThat(page.locator(".entry:not(.clause)").count()).isBetween(2, 12);
        }
    }

    @Test
    void aPastDateShowsWhatAppliedThenAndSaysSo() {
        try (var page = site.visit("/nordhamn/answers?category=incidents", "en")) {
            var today = page.locator("#answer-breach-notice .prose").textContent();
            assertThat(today).contains("24 hours");
            press(page.locator(".traveller summary"));
            page.locator("#traveller-valid").fill("2024-06-01");
            press(page.locator(".traveller-form button"));
            assertThat(page.locator(".ribbon").textContent())
                    .contains("what applied on 1 June 2024, as known today", "1 category", "read differently today")
                    .contains("this ledger begins on 20 Nov 2026");
            assertThat(page.locator("#answer-breach-notice .prose").textContent())
                    .contains("48 hours");
            assertThat(page.locator("#answer-breach-notice .margin").textContent())
                    .contains("reads differently today");
            press(page.locator(".brand"));
            assertThat(page.locator("#pack .button").textContent()).isEqualTo("Ask for the pack of 1 Jun 2024");
            press(page.locator(".ribbon a", new Page.LocatorOptions().setHasText("back to today")));
            assertThat(page.locator(".ribbon").count()).isZero();
        }
    }

    @Test
    void asItWasKnownThenLeavesOutWhatWasRecordedLater() {
        try (var page = site.visit("/nordhamn/answers?validAt=2026-11-20&recordedAt=2026-11-20", "en")) {
            assertThat(page.locator(".counted").textContent()).isEqualTo("40 answers");
            assertThat(page.locator(".ribbon").textContent()).contains("as it was known on 20 November 2026");
            press(page.locator(".ribbon a", new Page.LocatorOptions().setHasText("as known today")));
            assertThat(page.locator(".counted").textContent()).isEqualTo("41 answers");
        }
    }

    @Test
    void whatIsComingIsShownAndCanBeReadAhead() {
        try (var page = site.visit("/nordhamn/", "en")) {
            assertThat(page.locator("#coming").textContent()).contains("January 2027");
            press(page.locator("#coming a").first());
            assertThat(page.locator(".ribbon").textContent()).contains("what will apply on");
            assertThat(page.getAttribute("html", "class")).isEqualTo("future");
        }
    }

    @ParameterizedTest
    @CsvSource({"en, Ends on 1 June 2027, until 1 Jun 2027", "sv, Upphör 1 juni 2027, till 1 juni 2027"})
    void whatEndsIsAmongWhatIsComing(String language, String title, String until) {
        try (var page = site.visit("/nordhamn/", language)) {
            assertThat(page.locator("#coming .card-title").allTextContents()).contains(title);
            press(page.locator("#coming li").last().locator("a"));
            assertThat(page.url()).endsWith("/nordhamn/answers/environment-report");
            assertThat(page.locator(".entry-title .margin").textContent()).contains(until);
        }
    }

    @Test
    void subprocessorsCanBeSortedAndNarrowed() {
        try (var page = site.visit("/nordhamn/", "sv")) {
            press(page.locator(".places a", new Page.LocatorOptions().setHasText("Underbiträden")));
            assertThat(page.locator("#subprocessors tbody").count()).isEqualTo(8);
            assertThat(page.locator("#data-centers tbody tr").count()).isEqualTo(3);
            press(page.locator("#subprocessors thead a", new Page.LocatorOptions().setHasText("Namn")));
            page.waitForURL("**sort=name**");
            var names = names(page);
            assertThat(page.locator("#subprocessors [aria-sort=ascending]").textContent())
                    .startsWith("Namn");
            assertThat(names).isSortedAccordingTo(Collator.getInstance(Locale.forLanguageTag("sv")));
            press(page.locator("#subprocessors [aria-sort] a"));
            page.waitForURL("**sort=-name**");
            assertThat(names(page)).isEqualTo(names.reversed());
            press(page.locator(".words a", new Page.LocatorOptions().setHasText("Danmark")));
            page.waitForURL("**country=DK**");
            assertThat(page.url()).contains("country=DK", "sort=-name");
            assertThat(page.locator("#subprocessors .line").count()).isBetween(1, 3);
            site.visitors().go(page, "/nordhamn/subprocessors?country=AQ&lang=sv");
            assertThat(page.locator("#subprocessors .nothing").textContent()).startsWith("Inget underbiträde");
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
        try (var page = site.visit("/nordhamn/", "en")) {
            press(page.locator(".newest + .ways a").first());
            assertThat(page.locator(".timeline > li").count()).isEqualTo(2);
            var newest = page.locator(".timeline > li").first();
            assertThat(newest.locator("time").textContent()).isEqualTo("21 Nov 2026");
            assertThat(newest.locator("ul").textContent())
                    .contains("Answer · published · applies from 1 February 2026")
                    .contains("Why: Asked for by three customers");
            assertThat(page.locator(".timeline > li").last().textContent())
                    .contains("more in the same commit")
                    .contains("Agreement · ", "Sub-processor · ")
                    .doesNotContain("Tag · ");
            press(newest.locator("a.question"));
            assertThat(page.url()).contains("/nordhamn/answers/environment-report#version-");
            site.visitors().go(page, "/nordhamn/changes?recordedAt=2026-11-20");
            assertThat(page.locator(".timeline > li").count()).isEqualTo(1);
        }
    }

    @Test
    void aCommitCanBeReadToItsEnd() {
        try (var page = site.visit("/nordhamn/changes", "en")) {
            press(page.locator(".timeline > li")
                    .last()
                    .locator("a", new Locator.LocatorOptions().setHasText("more in the same commit")));
            assertThat(page.url()).contains("/nordhamn/changes/");
            var counted = page.locator(".part-lead").textContent();
            var changes = Integer.parseInt(counted.substring(0, counted.indexOf(' ')));
            var seen = page.locator(".timeline ul > li").count();
            while (page.locator(".pager a[rel=next]").count() > 0) {
                var next = page.locator(".pager a[rel=next]");
                var address = next.getAttribute("href");
                site.visitors().go(page, address);
                seen += page.locator(".timeline ul > li").count();
            }
            assertThat(seen).isEqualTo(changes).isGreaterThan(100);
            site.visitors().go(page, "/nordhamn/changes?lang=en");
            press(page.locator(".question[href*='/redline']").first());
            assertThat(page.locator(".sides h2").allTextContents())
                    .containsExactly("From: Revision 1", "To: Revision 2");
            site.visitors().go(page, "/nordhamn/changes/1?lang=en");
            assertThat(page.locator("h1").textContent()).isEqualTo("There is nothing here");
        }
    }

    @Test
    void whatWasChangedOfASubprocessorIsShownWordByWord() {
        try (var page = site.visit("/nordhamn/subprocessors", "en")) {
            press(page.locator("#subprocessor-revontuki .margin a.margin-place"));
            assertThat(page.url()).endsWith("/nordhamn/changes/subprocessors/revontuki");
            assertThat(page.locator(".history > li").count()).isEqualTo(2);
            assertThat(page.locator(".history > li").first().locator("ins, del").count())
                    .isPositive();
            assertThat(page.locator(".history > li").last().textContent())
                    .contains("What was first published", "Registration number", "Sweden");
            press(page.locator(".title a"));
            assertThat(page.url()).endsWith("/nordhamn/subprocessors#subprocessor-revontuki");
            site.visitors().go(page, "/nordhamn/changes/answers/breach-notice?lang=en");
            assertThat(page.url()).contains("/nordhamn/answers/breach-notice");
        }
    }

    @Test
    void thePastLeadsToAllThatDiffers() {
        try (var page = site.visit("/nordhamn/?validAt=2024-06-01", "en")) {
            press(page.locator(".ribbon a", new Page.LocatorOptions().setHasText("what differs")));
            assertThat(page.url()).contains("/nordhamn/differences?").contains("validAt=2024-06-01");
            assertThat(page.locator(".counted").textContent()).contains("items read differently.", "added", "revised");
            var agreement = page.locator("#agreements-dpa");
            assertThat(agreement.textContent()).contains("Agreement · revised");
            assertThat(page.locator("#subprocessors-revontuki").textContent()).contains("Sub-processor · added");
            assertThat(page.locator("#data-centers-vasteras-1 ins").count()).isPositive();
            press(agreement.locator("a", new Locator.LocatorOptions().setHasText("Compare")));
            assertThat(page.locator(".sides h2").allTextContents())
                    .containsExactly("From: Revision 1", "To: Revision 4");
        }
    }

    @Test
    void anyTwoDatesAreComparedAndTheDifferencesNarrowed() {
        try (var page = site.visit("/nordhamn/differences", "en")) {
            assertThat(page.locator(".counted").count()).isZero();
            page.locator("#differences-from").fill("2024-06-01");
            page.locator("#differences-to").fill("2025-10-01");
            press(page.locator("main .compare button"));
            assertThat(page.locator(".part-lead").textContent())
                    .isEqualTo("Between what applied on 1 June 2024 and on 1 October 2025, as known today.");
            var all = page.locator(".differing > li").count();
            assertThat(all).isPositive();
            assertThat(page.locator("#announced li").count()).isPositive();
            Visitors.photographWhole(page, "differences-between");
            page.locator("#differences-kind").selectOption("answers");
            press(page.locator("main .compare button"));
            assertThat(page.locator(".differing .kind-of").allTextContents())
                    .isNotEmpty()
                    .allMatch(kind -> kind.startsWith("Answer"));
            assertThat(page.locator("#differences-from").inputValue()).isEqualTo("2024-06-01");
        }
    }

    @Test
    void dataCentersAreSortedAndNarrowedBesideTheSubprocessors() {
        try (var page = site.visit("/nordhamn/subprocessors", "en")) {
            Visitors.widen(page, Visitors.NARROW);
            var sort = page.locator("#data-centers thead a", new Page.LocatorOptions().setHasText("Name"));
            assertThat(sort.boundingBox().height).isGreaterThan(10);
            press(sort);
            page.waitForURL("**sort=name**");
            assertThat(page.locator("#data-centers th[scope=row] > :first-child")
                            .allTextContents())
                    .hasSize(3)
                    .isSorted();
            assertThat(page.evaluate("document.activeElement.closest('section').id"))
                    .isEqualTo("data-centers");
            site.visitors().go(page, "/nordhamn/subprocessors?country=DK&lang=en");
            assertThat(page.locator("#data-centers").textContent()).contains("No data center is there.");
        }
    }

    @Test
    void anyTwoRevisionsOfAnAgreementCanBeCompared() {
        try (var page = site.visit("/nordhamn/agreements/dpa", "en")) {
            press(page.locator("a[href$='/redline']").first());
            assertThat(page.locator(".sides h2").allTextContents())
                    .containsExactly("From: Revision 3", "To: Revision 4");
            assertThat(page.locator(".counted").textContent()).contains("reworded", "unchanged");
            assertThat(page.locator(".clause ins, .clause del").count()).isPositive();
            page.selectOption("#redline-from", new SelectOption().setIndex(0));
            press(page.locator(".compare button").first());
            assertThat(page.locator(".sides h2").first().textContent()).isEqualTo("From: Revision 1");
            press(page.locator(".by-date summary"));
            page.fill("#redline-from-date", "2024-06-01");
            page.fill("#redline-to-date", "2024-06-02");
            press(page.locator(".by-date button"));
            assertThat(page.locator(".counted").textContent()).isEqualTo("No clause differs.");
            site.visitors().go(page, "/nordhamn/agreements/dpa/redline?from=2020-01-01&to=2024-06-01");
            assertThat(page.locator(".sides h2").first().textContent()).isEqualTo("From: Nothing was agreed then");
            assertThat(page.locator(".clause del").count()).isZero();
        }
    }

    @Test
    void aClauseHasAPageWithItsHistory() {
        try (var page = site.visit("/nordhamn/agreements/dpa/redline", "en")) {
            press(page.locator("#clause-breach-notice .margin a, .clause .margin a")
                    .first());
            assertThat(page.url()).contains("/nordhamn/agreements/dpa/clauses/");
            assertThat(page.locator(".history > li").count()).isGreaterThan(1);
            assertThat(page.locator(".history ins").count()).isPositive();
            assertThat(page.locator(".history .why-box").first().textContent()).startsWith("Why: ");
        }
    }

    @Test
    void everyAnswerAndClauseHasAnAddressThatLasts() {
        try (var page = site.visit("/nordhamn/answers/backups", "en")) {
            assertThat(page.getAttribute("link[rel=canonical]", "href")).endsWith("/nordhamn/answers/backups");
            site.visitors().go(page, "/nordhamn/agreements/dpa");
            press(page.locator(".contents a").nth(4));
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
        "item, /nordhamn/changes/subprocessors/revontuki, en",
        "item-not-stated-sv, /nordhamn/changes/subprocessors/revontuki?validAt=2024-06-01&lang=sv, sv",
        "profile, /nordhamn/changes/profile/profile, en",
        "category, /nordhamn/changes/categories/environment, en",
        "tag, /nordhamn/changes/tags/nis2, en",
        "no-commit, /nordhamn/changes/1, en",
        "differences, /nordhamn/differences?validAt=2024-06-01, en",
        "differences-ahead-sv, /nordhamn/differences?validAt=2027-02-01&lang=sv, sv",
        "differences-of-today, /nordhamn/differences, en",
        "differences-between-sv, /nordhamn/differences?from=2024-06-01&to=2025-10-01&kind=answers&lang=sv, sv",
        "differences-of-nothing, /nordhamn/differences?from=2020-01-01&to=2020-01-02&tag=nis2, en",
        "no-such-kind, /nordhamn/differences?from=2024-06-01&kind=questions, en",
        "differences-no-date, /nordhamn/differences?from=spring, en",
        "redline, /nordhamn/agreements/dpa/redline, en",
        "redline-sv, /nordhamn/agreements/dpa/redline?from=2024-06-01&to=2026-11-01&lang=sv, sv",
        "redline-of-nothing, /nordhamn/agreements/dpa/redline?from=2020-01-01&to=2020-01-02, en",
        "no-such-revision, /nordhamn/agreements/dpa/redline?from=1&to=2, en",
        "clause, /nordhamn/agreements/dpa/clauses/breach-notice, en",
        "clause-sv, /nordhamn/agreements/dpa/clauses/breach-notice?lang=sv&validAt=2020-01-02, sv",
        "no-clause, /nordhamn/agreements/dpa/clauses/nothing, en",
        "packs, /nordhamn/packs, en",
        "feeds, /nordhamn/feeds, en",
        "feeds-past-sv, /nordhamn/feeds?validAt=2025-03-01&lang=sv, sv",
        "before-anything, /nordhamn/?validAt=2020-01-01, en",
        "not-known-then, /nordhamn/?validAt=2025-03-01&recordedAt=2025-03-01, en",
        "not-found, /nordhamn/nowhere, sv",
        "not-a-date, /nordhamn/?validAt=yesterday, en",
        "stranger, /stranger/, en"
    })
    void hasNoBarrierInAnyLightOrWidthAndAsksNobodyElse(String name, String path, String language) {
        try (var page = site.visit(path, language)) {
            assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
            assertThat(page.locator(".filters:last-child").count())
                    .as("filters that nothing follows")
                    .isZero();
            Visitors.photograph(page, name);
            page.evaluate("document.querySelectorAll('details:not(.traveller)').forEach(d => d.open = true)");
            assertThat(Visitors.barriers(page)).as(name).isEmpty();
            Visitors.assertFits(page, name);

            // Only colours differ at night, and only places on a narrow window.
            Visitors.byNight(page);
            assertThat(Visitors.barriers(page, "color-contrast"))
                    .as("%s by night", name)
                    .isEmpty();
            Visitors.photograph(page, name + "-dark");
            Visitors.byDay(page);
            Visitors.widen(page, Visitors.NARROW);
            assertThat(Visitors.barriers(page, "target-size"))
                    .as("%s on a narrow window", name)
                    .isEmpty();
            Visitors.assertFits(page, name);
            Visitors.photograph(page, name + "-narrow");
        }
    }

    @Test
    void isPhotographedWholeOnPaperAndInTheReadersOwnColours() {
        try (var page = site.visit("/nordhamn/", "en")) {
            Visitors.photographWhole(page, "home-whole");
            press(page.locator(".traveller summary"));
            Visitors.photograph(page, "traveller");
            page.locator(".traveller").evaluate("d => d.open = false");
            Visitors.inForcedColours(page);
            Visitors.photograph(page, "home-forced-colours");
            site.visitors().go(page, "/nordhamn/answers?tag=nis2");
            Visitors.photograph(page, "answers-forced-colours");
            site.visitors().go(page, "/nordhamn/agreements/dpa/redline");
            Visitors.photograph(page, "redline-forced-colours");
        }
        try (var page = site.visit("/nordhamn/", "en")) {
            Visitors.widen(page, Visitors.NARROW);
            Visitors.photographWhole(page, "home-narrow-whole");
            Visitors.onPaper(page);
            Visitors.print(page, "print");
        }
    }

    @Test
    void paperHasWhatIsFoldedAwayAndWhereItStandsAndNothingToPress() {
        try (var page = site.visit("/nordhamn/subprocessors?validAt=2026-06-01", "en")) {
            assertThat(page.locator(".ledger .fields").first().isVisible()).isFalse();

            Visitors.onPaper(page);

            assertThat(page.locator(".ledger .fields").first().isVisible()).isTrue();
            assertThat(page.locator(".ribbon p").first().isVisible()).isTrue();
            assertThat(page.locator(".foot .mono").isVisible()).isTrue();
            for (var control : List.of(".places", ".traveller", ".filters", ".languages", ".foot-pages")) {
                assertThat(page.locator(control).first().isVisible())
                        .as(control)
                        .isFalse();
            }
            assertThat(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
                    .isEqualTo("rgb(255, 255, 255)");
        }
    }
}
