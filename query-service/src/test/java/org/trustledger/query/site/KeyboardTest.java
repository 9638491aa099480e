package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.testing.Keyboard;

/** Every task of the site with the keyboard alone. */
@ExtendWith(SampleSite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardTest {
    private SampleSite site;

    @BeforeAll
    void open(SampleSite shared) {
        site = shared;
    }

    @Test
    void theFirstStopLeadsPastTheHeader() {
        try (var page = visit("/nordhamn/")) {
            page.keyboard().press("Tab");
            assertThat(Keyboard.focused(page)).isEqualTo("Skip to the content");
            Keyboard.assertFocusIsSeen(page);
            page.keyboard().press("Enter");
            assertThat(page.url()).endsWith("#content");
            page.keyboard().press("Tab");
            assertThat((Boolean) page.evaluate("document.querySelector('main').contains(document.activeElement)"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/nordhamn/, 1280",
        "/nordhamn/, 390",
        "/nordhamn/subprocessors, 1280",
        "/nordhamn/subprocessors, 390",
        "/nordhamn/packs, 1280",
        "/nordhamn/packs, 390",
        "/nordhamn/agreements/dpa/redline, 1280",
        "/nordhamn/differences?validAt=2026-06-01, 390"
    })
    void everyStopIsSeenAndTheLastLeadsOut(String path, int width) {
        try (var page = visit(path)) {
            Visitors.widen(page, width);

            assertThat(Keyboard.walk(page, 150)).isGreaterThan(20);
        }
    }

    @Test
    void asksAndReadsWhatWasFound() {
        try (var page = visit("/nordhamn/")) {
            Keyboard.reach(page, "#search");
            page.keyboard().type("backup");
            page.keyboard().press("Enter");
            page.waitForURL("**/search?**");
            Keyboard.open(page, ".results .question");
            assertThat(page.url()).contains("/nordhamn/answers/");
        }
    }

    @Test
    void narrowsTheAnswersAndTurnsThePage() {
        try (var page = visit("/nordhamn/answers")) {
            Keyboard.open(page, ".pager [rel=next]");
            assertThat(page.url()).contains("page=2");
            Keyboard.open(page, ".chip[href*='tag=nis2']");
            Keyboard.open(page, ".words a[href*='category=incidents']");
            assertThat(page.url()).contains("tag=nis2", "category=incidents");
            Keyboard.open(page, ".entry .question");
            assertThat(page.url()).contains("/nordhamn/answers/");
        }
    }

    @Test
    void goesBackInTimeAndForthAgain() {
        try (var page = visit("/nordhamn/answers/breach-notice")) {
            Keyboard.reach(page, ".traveller summary");
            page.keyboard().press("Enter");
            Keyboard.reach(page, "#traveller-valid");
            page.keyboard().type("06012024");
            Keyboard.reach(page, ".traveller-form button");
            page.keyboard().press("Enter");
            page.waitForURL("**validAt=2024-06-01**");
            assertThat(page.locator(".entry-title .prose").textContent()).contains("48 hours");
            Keyboard.open(page, ".ribbon li:last-child a");
            assertThat(page.url()).doesNotContain("validAt");
        }
    }

    @Test
    void readsTheHistoryOfAnAnswer() {
        try (var page = visit("/nordhamn/answers/breach-notice")) {
            Keyboard.open(page, ".history > li:last-child .recorded a");
            assertThat(page.locator(".ribbon").count()).isEqualTo(1);
        }
    }

    @Test
    void comparesTwoRevisionsAndReadsAClausesHistory() {
        try (var page = visit("/nordhamn/agreements/dpa")) {
            Keyboard.open(page, "a[href$='/redline']");
            Keyboard.reach(page, "#redline-from");
            page.keyboard().press("Home");
            Keyboard.reach(page, ".compare button");
            page.keyboard().press("Enter");
            page.waitForURL("**from=**");
            assertThat(page.locator(".sides h2").first().textContent()).isEqualTo("From: Revision 1");
            Keyboard.open(page, ".clause .margin a");
            assertThat(page.url()).contains("/clauses/");
        }
    }

    @Test
    void sortsTheSubprocessorsAndUnfoldsOne() {
        try (var page = visit("/nordhamn/subprocessors")) {
            Keyboard.open(page, ".sortable thead a[href*='sort=name']");
            assertThat(page.url()).contains("sort=name");
            Keyboard.reach(page, ".ledger details summary");
            page.keyboard().press("Enter");
            assertThat(page.locator(".ledger details[open]").count()).isEqualTo(1);
        }
    }

    @Test
    void asksForAPackOfAnotherDate() {
        try (var page = visit("/nordhamn/packs")) {
            Keyboard.reach(page, "#packs-valid");
            page.keyboard().type("03012025");
            assertThat(page.inputValue("#packs-valid")).isEqualTo("2025-03-01");
            Keyboard.reach(page, "#packs-language");
            Keyboard.reach(page, "#packs-form button");
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
            Keyboard.open(page, ".languages a[hreflang=sv]");
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
}
