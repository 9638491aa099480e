package org.trustledger.query.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the script makes pleasanter, by keyboard and by pointer. */
@ExtendWith(SampleSite.Shared.class)
class ScriptTest {
    private static SampleSite site;

    @BeforeAll
    static void open(SampleSite shared) {
        site = shared;
    }

    @Test
    void theOverviewOffersHitsWhileOneTypesAndTheKeyboardChooses() {
        try (var page = site.visit("/nordhamn/?validAt=2025-03-01", "en")) {
            var search = page.locator("#search");
            search.pressSequentially("backup");
            var hits = page.locator("#search-hits [role=option]");
            assertThat(hits.first().locator("mark").first()).hasText(Pattern.compile("[Bb]ackups?"));
            assertThat(search).hasAttribute("aria-expanded", "true");
            assertThat(page.locator("[role=status]")).hasText(Pattern.compile("[0-9]+ results for “backup”"));
            assertThat(Visitors.barriers(page)).isEmpty();
            Visitors.photograph(page, "search-as-you-type");
            search.press("ArrowUp");
            assertThat(hits.last()).hasAttribute("aria-selected", "true");
            search.press("ArrowDown");
            assertThat(search).hasAttribute("aria-activedescendant", "search-hit-0");
            search.press("Enter");
            page.waitForURL(Pattern.compile(".*/nordhamn/(answers|agreements)/.*validAt=2025-03-01.*"));
        }
    }

    @Test
    void escapeTakesTheOffersAwayAndEnterAsksForAll() {
        try (var page = site.visit("/nordhamn/", "sv")) {
            var search = page.locator("#search");
            search.pressSequentially("kryptering");
            assertThat(page.locator("#search-hits")).isVisible();
            search.press("Escape");
            assertThat(page.locator("#search-hits")).hasCount(0);
            assertThat(search).hasValue("kryptering");
            assertThat(search).hasAttribute("aria-expanded", "false");
            search.press("Enter");
            page.waitForURL("**/nordhamn/search?q=kryptering");
        }
    }

    @Test
    void thePageOfResultsAndItsAddressFollowWhatIsTyped() {
        try (var page = site.visit("/nordhamn/search", "en")) {
            remember(page);
            var search = page.locator("#search");
            search.pressSequentially("encryption");
            page.waitForURL("**/nordhamn/search?q=encryption");
            assertThat(page).hasTitle(Pattern.compile("Search for “encryption”.*"));
            assertThat(page.locator("#results-title")).hasText(Pattern.compile("[0-9]+ results? for “encryption”"));
            assertThat(page.locator("[role=status]"))
                    .hasText(page.locator("#results-title").textContent());
            assertThat(page.locator(".foot .languages a").last())
                    .hasAttribute("href", Pattern.compile(".*q=encryption.*"));
            search.press("ArrowDown");
            var hits = page.locator(".results .question");
            assertThat(hits.first()).isFocused();
            hits.first().press("ArrowDown");
            assertThat(hits.nth(1)).isFocused();
            hits.nth(1).press("Escape");
            assertThat(search).isFocused();
            search.fill("");
            page.waitForURL("**/nordhamn/search");
            assertThat(page.locator(".results")).hasCount(0);
            assertRemembers(page);
        }
    }

    @Test
    void aFilterChangesTheListAndLeavesTheReaderWhereHeIs() {
        try (var page = site.visit("/nordhamn/answers", "en")) {
            remember(page);
            var all = page.locator(".counted").textContent();
            page.locator(".chip", new Page.LocatorOptions().setHasText("NIS2")).press("Enter");
            page.waitForURL("**/nordhamn/answers?tag=nis2");
            var chosen = page.locator(".chip[aria-current]");
            assertThat(chosen).isFocused();
            assertThat(chosen).containsText("NIS2");
            assertThat(page.locator("[role=status]")).hasText(Pattern.compile("[0-9]+ answers"));
            assertThat(page.locator(".counted")).not().hasText(all);
            assertThat(page.locator("link[type='application/json']"))
                    .hasAttribute("href", Pattern.compile(".*/answers.json\\?tag=nis2"));
            assertRemembers(page);
            page.goBack();
            assertThat(page.locator(".counted")).hasText(all);
            assertRemembers(page);
        }
    }

    @Test
    void anOrderIsChangedInPlace() {
        try (var page = site.visit("/nordhamn/subprocessors", "sv")) {
            remember(page);
            press(page.locator("#subprocessors thead a", new Page.LocatorOptions().setHasText("Namn")));
            page.waitForURL("**/nordhamn/subprocessors?sort=name");
            assertThat(page.locator("#subprocessors [aria-sort=ascending] a")).isFocused();
            assertRemembers(page);
        }
    }

    @Test
    void withoutScriptTheSameLinksAndFormsWork() {
        try (var page = site.visit("/nordhamn/contact", "en")) {
            page.route("**/*.js", route -> route.abort());
            site.visitors().go(page, "/nordhamn/");
            page.locator("#search").fill("backup");
            page.locator("#search").press("Enter");
            page.waitForURL("**/nordhamn/search?q=backup");
            assertThat(page.locator("[role=status]")).hasCount(0);
            assertThat(page.locator(".results mark").first()).isVisible();
            site.visitors().go(page, "/nordhamn/answers");
            press(page.locator(".chip", new Page.LocatorOptions().setHasText("NIS2")));
            page.waitForURL("**/nordhamn/answers?tag=nis2");
        }
    }

    @Test
    void theDateControlClosesByKeyAndByPointerAndKnowsUsualDays() {
        try (var page = site.visit("/nordhamn/answers", "en")) {
            var traveller = page.locator(".traveller");
            press(traveller.locator("summary"));
            assertThat(traveller.locator("form")).isVisible();
            page.keyboard().press("Escape");
            assertThat(traveller.locator("form")).isHidden();
            assertThat(traveller.locator("summary")).isFocused();
            press(traveller.locator("summary"));
            press(page.locator("h1"));
            assertThat(traveller.locator("form")).isHidden();
            press(traveller.locator("summary"));
            assertThat(Visitors.barriers(page)).isEmpty();
            Visitors.photograph(page, "traveller");
            press(traveller.locator(".days a").last());
            assertThat(page).hasURL(Pattern.compile(".*/nordhamn/answers\\?validAt=2025-11-22"));
        }
    }

    @Test
    void theAddressSaysNothingOfWhatWasLeftEmpty() {
        try (var page = site.visit("/nordhamn/changes", "en")) {
            press(page.locator(".traveller summary"));
            page.locator("#traveller-valid").fill("2025-03-01");
            press(page.locator(".traveller button"));
            assertThat(page).hasURL(Pattern.compile(".*/nordhamn/changes\\?validAt=2025-03-01"));
            press(page.locator(".ribbon a", new Page.LocatorOptions().setHasText("back to today")));
            press(page.locator("main .part-lead a[href*=differences]"));
            page.locator("#differences-from").fill("2025-03-01");
            press(page.locator("main form button"));
            assertThat(page).hasURL(Pattern.compile(".*/nordhamn/differences\\?from=2025-03-01"));
        }
    }

    @Test
    void aFileIsComparedWithTheRegisterInTheBrowserItself() {
        try (var page = site.visit("/nordhamn/packs/proof", "en")) {
            var check = page.locator("[data-digest]");
            assertThat(check.locator("input")).isVisible();
            choose(check, "Something else");
            assertThat(check.locator("output")).hasClass("other");
            // The SHA-256 of "abc", of FIPS 180.
            check.evaluate("part => part.dataset.digest ="
                    + " 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'");
            choose(check, "abc");
            assertThat(check.locator("output")).hasClass("same");
            assertThat(check.locator("output")).hasText("This is the registered file: the digest is the same.");
        }
    }

    private static void choose(Locator check, String content) {
        check.locator("input")
                .setInputFiles(
                        new FilePayload("pack.pdf", "application/pdf", content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Something that a page loaded anew would not have. */
    private static void remember(Page page) {
        page.evaluate("window.here = true");
    }

    private static void assertRemembers(Page page) {
        assertThat(page.evaluate("window.here === true")).isEqualTo(true);
    }
}
