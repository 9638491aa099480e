package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every task of the site with the keyboard alone: Tab until the thing wanted has the focus, and sees that it has it.
 */
@ExtendWith(SampleSite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardTest {
    private static final int FURTHEST = 150;
    /** The outline that the stylesheet gives to what has the focus. */
    private static final String FOCUS_IS_SEEN = """
            () => {
              const style = getComputedStyle(document.activeElement);
              const box = document.activeElement.getBoundingClientRect();
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                  && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
            }
            """;

    private SampleSite site;

    @BeforeAll
    void open(SampleSite shared) {
        site = shared;
    }

    @Test
    void theFirstStopLeadsPastTheHeader() {
        try (var page = visit("/nordhamn/")) {
            page.keyboard().press("Tab");
            assertThat(focused(page)).isEqualTo("Skip to the content");
            assertFocusIsSeen(page);
            page.keyboard().press("Enter");
            assertThat(page.url()).endsWith("#content");
            page.keyboard().press("Tab");
            assertThat((Boolean) page.evaluate("document.querySelector('main').contains(document.activeElement)"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nordhamn/", "/nordhamn/subprocessors", "/nordhamn/packs", "/nordhamn/agreements/dpa/redline"})
    void everyStopIsSeenAndTheLastLeadsOut(String path) {
        try (var page = visit(path)) {
            var stops = 0;
            page.keyboard().press("Tab");
            while (!(Boolean) page.evaluate("document.activeElement === document.body")) {
                assertFocusIsSeen(page);
                assertThat(++stops).as("stops of %s", path).isLessThan(FURTHEST);
                page.keyboard().press("Tab");
            }
            assertThat(stops).isGreaterThan(20);
        }
    }

    @Test
    void asksAndReadsWhatWasFound() {
        try (var page = visit("/nordhamn/")) {
            reach(page, "#search");
            page.keyboard().type("backup");
            page.keyboard().press("Enter");
            page.waitForURL("**/search?**");
            open(page, ".results .question");
            assertThat(page.url()).contains("/nordhamn/answers/");
        }
    }

    @Test
    void narrowsTheAnswersAndTurnsThePage() {
        try (var page = visit("/nordhamn/answers")) {
            open(page, ".pager [rel=next]");
            assertThat(page.url()).contains("page=2");
            open(page, ".chip[href*='tag=nis2']");
            open(page, ".words a[href*='category=incidents']");
            assertThat(page.url()).contains("tag=nis2", "category=incidents");
            open(page, ".entry .question");
            assertThat(page.url()).contains("/nordhamn/answers/");
        }
    }

    @Test
    void goesBackInTimeAndForthAgain() {
        try (var page = visit("/nordhamn/answers/breach-notice")) {
            reach(page, ".traveller summary");
            page.keyboard().press("Enter");
            reach(page, "#traveller-valid");
            page.keyboard().type("06012024");
            reach(page, ".traveller-form button");
            page.keyboard().press("Enter");
            page.waitForURL("**validAt=2024-06-01**");
            assertThat(page.locator(".entry-title .prose").textContent()).contains("48 hours");
            open(page, ".ribbon li:last-child a");
            assertThat(page.url()).doesNotContain("validAt");
        }
    }

    @Test
    void readsTheHistoryOfAnAnswer() {
        try (var page = visit("/nordhamn/answers/breach-notice")) {
            open(page, ".history > li:last-child .recorded a");
            assertThat(page.locator(".ribbon").count()).isEqualTo(1);
        }
    }

    @Test
    void comparesTwoRevisionsAndReadsAClausesHistory() {
        try (var page = visit("/nordhamn/agreements/dpa")) {
            open(page, "a[href$='/redline']");
            reach(page, "#redline-from");
            page.keyboard().press("Home");
            reach(page, ".compare button");
            page.keyboard().press("Enter");
            page.waitForURL("**from=**");
            assertThat(page.locator(".sides h2").first().textContent()).isEqualTo("From: Revision 1");
            open(page, ".clause .margin a");
            assertThat(page.url()).contains("/clauses/");
        }
    }

    @Test
    void sortsTheSubprocessorsAndUnfoldsOne() {
        try (var page = visit("/nordhamn/subprocessors")) {
            open(page, ".sortable thead a[href*='sort=name']");
            assertThat(page.url()).contains("sort=name");
            reach(page, ".ledger details summary");
            page.keyboard().press("Enter");
            assertThat(page.locator(".ledger details[open]").count()).isEqualTo(1);
        }
    }

    @Test
    void asksForAPackOfAnotherDate() {
        try (var page = visit("/nordhamn/packs")) {
            reach(page, "#packs-valid");
            page.keyboard().type("03012025");
            assertThat(page.inputValue("#packs-valid")).isEqualTo("2025-03-01");
            reach(page, "#packs-language");
            reach(page, "#packs-form button");
            var answer = page.waitForResponse(
                    response -> response.request().method().equals("POST"),
                    () -> page.keyboard().press("Enter"));
            assertThat(answer.url()).endsWith("/nordhamn/packs");
            // A browser that closes a page while it comes in answer to a form never says so.
            page.locator(".technical, .error").first().waitFor();
            page.waitForLoadState();
        }
    }

    @Test
    void readsInTheOtherLanguage() {
        try (var page = visit("/nordhamn/changes")) {
            open(page, ".languages a[hreflang=sv]");
            assertThat(page.getAttribute("html", "lang")).isEqualTo("sv");
        }
    }

    @Test
    void nothingMovesForWhoWantsThatNothingMoves() {
        try (var page = site.visit("/nordhamn/", "en")) {
            assertThat(page.evaluate("getComputedStyle(document.documentElement).scrollBehavior"))
                    .isEqualTo("smooth");
            Visitors.withoutMotion(page);
            assertThat(page.evaluate("getComputedStyle(document.documentElement).scrollBehavior"))
                    .isEqualTo("auto");
            assertThat(page.evaluate("document.getAnimations().length")).isEqualTo(0);
        }
    }

    /** A visitor for whom the page is where the focus is, and not on its way there. */
    private Page visit(String path) {
        var page = site.visit(path, "en");
        Visitors.withoutMotion(page);
        return page;
    }

    /** Tab until the first of these has the focus, each stop on the way to be seen. */
    private static void reach(Page page, String wanted) {
        for (var stops = 0; stops < FURTHEST; stops++) {
            if ((Boolean) page.evaluate("css => document.activeElement.matches(css)", wanted)) {
                assertFocusIsSeen(page);
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("%s is not reached in %d stops of %s".formatted(wanted, FURTHEST, page.url()));
    }

    private static void open(Page page, String wanted) {
        reach(page, wanted);
        var before = page.url();
        page.keyboard().press("Enter");
        page.waitForURL(address -> !address.equals(before));
    }

    private static void assertFocusIsSeen(Page page) {
        assertThat((Boolean) page.evaluate(FOCUS_IS_SEEN))
                .as("the focus on “%s” is seen", focused(page))
                .isTrue();
    }

    private static String focused(Page page) {
        return page.evaluate("document.activeElement.textContent.trim()").toString();
    }
}
