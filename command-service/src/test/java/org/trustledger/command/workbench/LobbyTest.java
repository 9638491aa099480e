package org.trustledger.command.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in, staying, and leaving. */
class LobbyTest {
    private static final String LOGOUT = "_/logout";

    private final Workbench workbench = Workbench.shared();

    @Test
    void oneComesWhereOneWantedToGo() {
        workbench.office().identity().letsIn("astrid", "nordhamn:editor");
        try (var context = workbench.stranger("en")) {
            var page = context.newPage();
            page.navigate(workbench.address("nordhamn/settings"));

            assertThat(page.url()).isEqualTo(workbench.address("nordhamn/settings"));
        }
    }

    @Test
    void theCookieIsForTheWorkbenchAloneAndOutOfReachOfScript() {
        var page = workbench.logIn("en", "astrid", "nordhamn:editor");

        var cookie = session(page);
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
        assertThat(cookie.path).isEqualTo("/workbench");
        page.context().close();
    }

    @Test
    void aSessionHasAnotherIdOnceSomebodyIsLoggedIn() {
        workbench.office().identity().letsNobodyIn();
        try (var context = workbench.stranger("en")) {
            var page = context.newPage();
            page.navigate(workbench.address("nordhamn/"));
            var before = session(page).value;
            workbench.office().identity().letsIn("astrid", "nordhamn:editor");
            page.navigate(workbench.address("nordhamn/"));

            assertThat(page.url()).isEqualTo(workbench.address("nordhamn/"));
            assertThat(session(page).value).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void whoeverTheProviderDoesNotLetInIsToldSo(String language) {
        workbench.office().identity().letsNobodyIn();
        try (var context = workbench.stranger(language)) {
            var page = context.newPage();
            page.navigate(workbench.address("nordhamn/"));

            assertThat(page.url()).isEqualTo(workbench.address("_/login?why=refused"));
            workbench.look(page, "login-" + language);
        }
    }

    @Test
    void pagesAreStrictAndKeptByNobody() {
        var page = workbench.logIn("en", "astrid", "nordhamn:editor");

        var headers = Objects.requireNonNull(page.navigate(workbench.address("nordhamn/")))
                .headers();
        assertThat(headers.get("content-security-policy"))
                .startsWith("default-src 'none'; style-src 'self'; script-src 'self';")
                .contains("frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.get("cache-control")).contains("no-store");
        assertThat(headers.get("x-content-type-options")).isEqualTo("nosniff");
        assertThat(headers.get("referrer-policy")).isEqualTo("same-origin");
        page.context().close();
    }

    @Test
    void aFormThatIsNotOursIsRefused() {
        var page = workbench.logIn("en", "astrid", "nordhamn:editor");

        assertThat(post(page, LOGOUT, "").status()).isEqualTo(403);
        assertThat(post(page, LOGOUT, "made-up").status()).isEqualTo(403);
        assertThat(post(page, LOGOUT, "made-up").text()).contains("The page was too old");
        page.reload();
        assertThat(page.url()).isEqualTo(workbench.address("nordhamn/"));
        page.context().close();
    }

    @Test
    void noApiTakesTheSession() {
        var page = workbench.logIn("en", "astrid", "nordhamn:editor");
        var cookie = session(page);
        var office = workbench.office();

        var answer = office.send(office.request(office.office("/api/v1/me"), null)
                .header("Cookie", "%s=%s".formatted(cookie.name, cookie.value))
                .GET());

        assertThat(answer.statusCode()).isEqualTo(401);
        page.context().close();
    }

    @Test
    void noTokenOpensTheWorkbench() {
        var office = workbench.office();

        var answer = office.get(
                office.office("/workbench/nordhamn/"), office.identity().token("astrid", "nordhamn:editor"));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/workbench/nordhamn/", "/%77orkbench/nordhamn/", "/workbench/nordhamn"})
    void nobodyComesInByAnotherSpelling(String path) {
        var office = workbench.office();

        assertThat(office.get(office.office(path), null).statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsNotInTheLobbyLeadsNowhere() {
        var office = workbench.office();

        assertThat(office.get(office.office("/workbench/_/start"), null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoeverRestsTooLongHasToLogInAgain() {
        var page = workbench.logIn("en", "astrid", "nordhamn:editor");
        workbench.clock().move(Duration.ofMinutes(20));
        page.reload();
        assertThat(page.url()).isEqualTo(workbench.address("nordhamn/"));

        workbench.clock().move(Duration.ofMinutes(31));
        page.reload();

        assertThat(page.url()).isEqualTo(workbench.address("_/login?why=idle"));
        assertThat(page.locator(".part-lead").textContent()).contains("nothing happened here for 30 minutes");
        press(page.locator(".button"));
        assertThat(page.url()).isEqualTo(workbench.address("nordhamn/"));
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void whoeverIsAboutToBeLoggedOutIsAskedFirst(String language) {
        var page = workbench.logIn(language, "astrid", "nordhamn:editor");
        page.clock().install();
        page.navigate(workbench.address("nordhamn/"));
        var question = page.locator("dialog.leaving");

        page.clock().fastForward("27:30");
        assertThat(question.isVisible()).isFalse();
        page.clock().fastForward("00:31");
        question.waitFor();
        workbench.look(page, "leaving-" + language);
        var asked = new AtomicReference<@Nullable Route>();
        page.route("**/people", asked::set);
        press(question.locator("button"));
        page.waitForCondition(() -> asked.get() != null);
        assertThat(question.isVisible())
                .as("the question, before the office has heard the answer")
                .isTrue();
        Objects.requireNonNull(asked.get()).resume();
        question.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

        page.clock().fastForward("27:00");
        assertThat(question.isVisible()).isFalse();
        page.clock().fastForward("03:00");
        assertThat(question.textContent())
                .contains(language.equals("en") ? "You have been logged out" : "Du har loggats ut");
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void whoeverRunsNoScriptIsAskedToo(String language) {
        var theirs = workbench.logIn(language, "astrid", "nordhamn:editor");
        try (var context = workbench.withoutScript(theirs.context(), language)) {
            var page = context.newPage();
            page.navigate(workbench.address("nordhamn/"));
            var question = page.locator(".patience-asks");
            var over = page.locator(".patience-over");

            assertThat(question.isVisible()).isFalse();
            later(page, Duration.ofMinutes(28).minusSeconds(1));
            assertThat(question.isVisible()).isFalse();
            later(page, Duration.ofMinutes(28));
            assertThat(question.isVisible()).isTrue();
            workbench.lookWithoutScript(page, "leaving-without-script-" + language);

            workbench.clock().move(Duration.ofMinutes(28));
            var stayed = context.waitForPage(() -> question.locator("a").click());
            assertThat(stayed.locator("h1").count()).isOne();
            workbench.clock().move(Duration.ofMinutes(28));
            stayed.reload();
            assertThat(stayed.url()).isEqualTo(workbench.address("nordhamn/people"));

            later(page, Duration.ofMinutes(30));
            assertThat(question.isVisible()).isFalse();
            assertThat(over.isVisible()).isTrue();
        }
        theirs.context().close();
    }

    /** As axe, which is a script itself, can see it. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void whatBrowsersWithoutScriptShowHasNoBarrier(String language) {
        var page = workbench.logIn(language, "astrid", "nordhamn:editor");
        page.navigate(workbench.address("nordhamn/"));
        page.evaluate("document.querySelectorAll('body noscript').forEach(one => one.outerHTML = one.textContent)");
        page.evaluate("document.querySelector('.patience-asks').style.visibility = 'visible'");

        assertThat(page.locator(".patience-asks").isVisible()).isTrue();
        workbench.look(page, "leaving-written-out-" + language);
        page.context().close();
    }

    @Test
    void whoeverRunsNoScriptIsToldThatTheSessionEndsAnyway() {
        var theirs = workbench.logIn("en", "astrid", "nordhamn:editor");
        try (var context = workbench.withoutScript(theirs.context(), "en")) {
            var page = context.newPage();
            for (var halfHours = 0; halfHours < 19; halfHours++) {
                workbench.clock().move(Duration.ofMinutes(30));
                page.navigate(workbench.address("nordhamn/"));
            }
            workbench.clock().move(Duration.ofMinutes(10));
            page.reload();

            assertThat(page.locator(".patience").textContent()).contains("yours ends in 20 minutes");
        }
        theirs.context().close();
    }

    /** As if a page had been open for so long, for the clock of its style. */
    private static void later(Page page, Duration open) {
        page.evaluate(
                "open => document.getAnimations().forEach(one => one.currentTime = open)", (double) open.toMillis());
    }

    @Test
    void noSessionLastsForEver() {
        var page = workbench.logIn("en", "astrid", "nordhamn:editor");
        for (var halfHours = 0; halfHours < 20; halfHours++) {
            workbench.clock().move(Duration.ofMinutes(30));
            page.reload();
            assertThat(page.url()).isEqualTo(workbench.address("nordhamn/"));
        }

        workbench.clock().move(Duration.ofMinutes(1));
        page.reload();

        assertThat(page.url()).isEqualTo(workbench.address("_/login?why=too_long"));
        page.context().close();
    }

    @Test
    void aTokenThatRunsOutIsRenewedIfTheProviderAllowsIt() {
        assertThat(addressAfterTheTokenRanOut(true)).isEqualTo(workbench.address("nordhamn/"));
    }

    @Test
    void aTokenThatRunsOutEndsTheSessionIfTheProviderGivesNoOther() {
        assertThat(addressAfterTheTokenRanOut(false)).isEqualTo(workbench.address("_/login?why=refused"));
    }

    private String addressAfterTheTokenRanOut(boolean renewable) {
        workbench.office().identity().letsInBriefly(Duration.ofMinutes(10), renewable, "astrid", "nordhamn:editor");
        try (var context = workbench.stranger("en")) {
            var page = context.newPage();
            page.navigate(workbench.address("nordhamn/"));
            workbench.office().identity().letsNobodyIn();
            workbench.clock().move(Duration.ofMinutes(11));
            page.reload();
            return page.url();
        }
    }

    @Test
    void afterLoggingOutNothingOpensAndTheProviderCanBeToldToo() {
        var page = workbench.logIn("en", "astrid", "nordhamn:editor");
        press(page.locator(".head-side button"));

        assertThat(page.locator("h1").textContent()).isEqualTo("You are logged out");
        assertThat(page.locator("form.buttons").getAttribute("action"))
                .isEqualTo(workbench.office().identity().issuer() + "/logout");
        assertThat(page.url()).doesNotContain("?");
        workbench.look(page, "left-en");
        workbench.office().identity().letsNobodyIn();
        page.navigate(workbench.address("nordhamn/"));
        assertThat(page.url()).isEqualTo(workbench.address("_/login?why=refused"));
        page.context().close();
    }

    private static Cookie session(Page page) {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("workbench-session"))
                .findFirst()
                .orElseThrow();
    }

    private APIResponse post(Page page, String path, String token) {
        return page.request()
                .post(
                        workbench.address(path),
                        RequestOptions.create()
                                .setHeader("Accept", "text/html")
                                .setForm(FormData.create().set("_csrf", token)));
    }
}
