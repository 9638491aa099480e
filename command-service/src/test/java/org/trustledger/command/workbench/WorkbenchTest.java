package org.trustledger.command.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workbench's frame and first pages in a real browser. */
class WorkbenchTest {
    private final Workbench workbench = Workbench.shared();

    @Test
    void oneRoleLeadsStraightToItsTrustCenter() {
        var page = workbench.logIn("en", "astrid", "nordhamn:editor");

        assertThat(page.url()).isEqualTo(workbench.address("nordhamn/"));
        assertThat(page.locator("h1").textContent()).isEqualTo("What waits for me");
        assertThat(page.locator(".center-name").textContent()).isEqualTo("Nordhamn Cloud");
        assertThat(page.locator(".who").textContent()).isEqualTo("Astrid Example editor");
        assertThat(page.locator(".rail [aria-current]").textContent()).isEqualTo("What waits for me");
        page.context().close();
    }

    @Test
    void severalRolesGiveAChoice() {
        var page = workbench.logIn("sv", "astrid", "nordhamn:editor", "soderhamn:auditor");

        assertThat(page.locator("h1").textContent()).isEqualTo("Förtroendecenter");
        assertThat(page.locator(".ways a").allTextContents()).containsExactly("Nordhamn Cloud", "soderhamn");
        workbench.look(page, "centers-sv");
        press(page.locator(".ways a").first());
        press(page.locator(".center-switch summary"));
        press(page.locator(".center-switch a"));
        assertThat(page.url()).isEqualTo(workbench.address("soderhamn/"));
        assertThat(page.locator(".calm-title").textContent()).isEqualTo("Inget väntar på dig");
        workbench.look(page, "empty-sv");
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void everyPageIsWhole(String language) {
        var page = workbench.logIn(language, "astrid", "nordhamn:editor", "nordhamn:approver");

        workbench.look(page, "home-" + language);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        go(page, "nordhamn/people");
        assertThat(page.locator("dl code").textContent()).matches("actor-[0-9a-f]{16}");
        workbench.look(page, "people-" + language);
        go(page, "nordhamn/settings");
        assertThat(page.locator("#tags tbody tr").count()).isPositive();
        assertThat(page.locator("#categories .margin").first().textContent()).contains("№");
        assertThat(page.locator("#brand img.logo").evaluate("logo => logo.naturalWidth"))
                .as("width of the provider's logo")
                .isNotEqualTo(0);
        assertThat(page.locator("#brand code").allTextContents()).containsExactly("#0b5a4a", "#7fd1b9");
        assertThat(page.locator("#brand .under").first().textContent())
                .contains(language.equals("en") ? "at least 6.27 : 1" : "minst 6,27 : 1");
        workbench.look(page, "settings-" + language);
        assertThat(go(page, "nordhamn/nowhere").status()).isEqualTo(404);
        assertThat(page.locator(".rail a").count()).isGreaterThan(2);
        workbench.look(page, "missing-" + language);
        assertThat(go(page, "nordhamn/content/0/apply").status()).isEqualTo(405);
        assertThat(page.locator(".rail a").count())
                .as("what is only sent is answered within the frame")
                .isGreaterThan(2);
        assertThat(go(page, "soderhamn/").status()).isEqualTo(403);
        workbench.look(page, "refused-" + language);
        page.context().close();
    }

    @Test
    void theLanguageStaysAsChosen() {
        var page = workbench.logIn("en", "astrid", "nordhamn:editor");

        press(page.locator(".languages a[hreflang=sv]"));
        press(page.locator(".rail a").last());

        assertThat(page.locator("h1").textContent()).isEqualTo("Personer och roller");
        page.context().close();
    }

    @Test
    void aRoleThatIsMissingIsNamed() {
        var page = workbench.logIn("en", "birger", "soderhamn:editor");

        var refused = go(page, "nordhamn/settings");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(page.locator(".part-lead").textContent())
                .isEqualTo("You need to be administrator, editor, approver, or auditor in this trust center."
                        + " Roles are given at your identity provider.");
        var there = page.content();
        go(page, "nowhere/settings");
        assertThat(withoutTraces(page.content()).replace("nowhere", "nordhamn"))
                .as("a trust center that is not theirs looks the same whether it exists or not")
                .isEqualTo(withoutTraces(there));
        page.context().close();
    }

    private static String withoutTraces(String page) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "");
    }

    @Test
    void anAuditorReadsEverything() {
        var page = workbench.logIn("en", "revisor", "nordhamn:auditor");

        for (var place : page.locator(".rail a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList()) {
            assertThat(go(page, place.replaceFirst("/workbench/", "")).status())
                    .as(place)
                    .isEqualTo(200);
        }
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void aPackThatFailedWaitsForSomebody(String language) {
        var office = workbench.office();
        var packs = office.office("/api/v1/trust-centers/%s/packs".formatted(Workbench.NORDHAMN));
        var asked = office.json(office.send(
                "POST",
                packs,
                office.identity().token("astrid", "nordhamn:editor"),
                "{\"language\":\"%s\",\"validAt\":\"2025-06-01\"}".formatted(language)));
        office.send(
                "PUT",
                URI.create("%s/%s".formatted(packs, asked.get("pack").asString())),
                office.identity().token("press", "*:renderer"),
                "{\"state\":\"failed\",\"problem\":\"No glyph for U+10FFFF\"}");

        var page = workbench.logIn(language, "astrid", "nordhamn:editor");

        assertThat(page.locator(".block-trouble .lines a").first().textContent())
                .matches(language.equals("en") ? "\\d+ packs? could not be made" : "\\d+ paket kunde inte göras");
        assertThat(page.locator(".calm").count()).isZero();
        workbench.look(page, "trouble-" + language);
        page.context().close();
    }

    @Test
    void whoeverHasNoRoleIsToldSo() {
        var page = workbench.logIn("en", "cecilia");

        assertThat(page.locator("h1").textContent()).isEqualTo("You have no role here");
        page.context().close();
    }

    private Response go(Page page, String path) {
        return Objects.requireNonNull(page.navigate(workbench.address(path)));
    }
}
