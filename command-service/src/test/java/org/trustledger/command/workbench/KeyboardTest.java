package org.trustledger.command.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.testing.Keyboard;

/** The workbench with the keyboard alone; planning and applying are in the tests of content. */
class KeyboardTest {
    private final Workbench workbench = Workbench.shared();
    private Page page;

    @BeforeEach
    void logIn() {
        page = workbench.logIn("en", "astrid", "nordhamn:editor", "nordhamn:administrator", "soderhamn:auditor");
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1280",
        "'', 390",
        "content, 1280",
        "content, 390",
        "ledger, 1280",
        "ledger, 390",
        "packs, 390",
        "operations, 390",
        "settings, 1280",
        "people, 390"
    })
    void everyStopIsSeenAndTheLastLeadsOut(String path, int width) {
        page.setViewportSize(width, 900);
        page.navigate(workbench.address("nordhamn/" + path));

        assertThat(Keyboard.walk(page, 300)).isGreaterThan(10);
    }

    @Test
    void goesToAnotherTrustCenterAndPastTheHeader() {
        page.navigate(workbench.address("nordhamn/"));
        Keyboard.reach(page, ".center-switch summary");
        page.keyboard().press("Enter");
        Keyboard.open(page, ".center-switch a");
        assertThat(page.url()).isEqualTo(workbench.address("soderhamn/"));

        page.keyboard().press("Tab");
        assertThat(Keyboard.focused(page)).isEqualTo("Skip to the content");
        page.keyboard().press("Enter");
        assertThat(page.url()).endsWith("#content");
    }

    @Test
    void readsAFactAndGoesBackToTheLedger() {
        page.navigate(workbench.address("nordhamn/"));
        Keyboard.open(page, ".rail a[href$='/ledger']");
        Keyboard.open(page, "main a[href*='/ledger/']");

        assertThat(page.locator("h1").count()).isEqualTo(1);
        Keyboard.open(page, ".trail a");
        assertThat(page.url()).endsWith("/ledger");
    }

    @Test
    void asksForAPackOfAnEarlierDay() {
        page.navigate(workbench.address("nordhamn/packs"));
        Keyboard.reach(page, "#validAt");
        page.keyboard().type("03012025");
        assertThat(page.inputValue("#validAt")).isEqualTo("2025-03-01");
        Keyboard.reach(page, ".ask button[type=submit]");
        page.keyboard().press("Enter");
        page.locator(".flash").waitFor();

        assertThat(page.locator(".asked-packs tbody").textContent()).contains("1 Mar 2025");
    }

    @Test
    void readsInTheOtherLanguageAndLogsOut() {
        page.navigate(workbench.address("nordhamn/"));
        Keyboard.open(page, ".languages a[hreflang=sv]");
        assertThat(page.getAttribute("html", "lang")).isEqualTo("sv");
        Keyboard.reach(page, ".head-side form button");
        page.keyboard().press("Enter");
        page.waitForURL("**/_/logout");
    }
}
