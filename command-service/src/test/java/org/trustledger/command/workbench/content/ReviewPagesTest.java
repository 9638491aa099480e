package org.trustledger.command.workbench.content;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/** Four eyes in a real browser: one person writes, another decides. */
class ReviewPagesTest {
    private static final String BEFORE = Documents.BEGINNING + """
            categories: [{id: incidents, label: {en: Incidents, sv: Incidenter}}]
            answers:
              - id: breach-notice
                category: incidents
                question: {en: When are we told of a breach?, sv: När får vi veta om ett intrång?}
                text: {en: We tell you within 48 hours of a breach., sv: Vi säger till inom 48 timmar.}
            """;
    private static final String AFTER = BEFORE.replace("48", "24");

    private final Workbench workbench = Workbench.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final List<Page> open = new ArrayList<>();

    @AfterEach
    void leave() {
        open.forEach(page -> page.context().close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void oneWritesAndAnotherApproves(String language) {
        workbench.load(trustCenter.value(), BEFORE);
        var author = logIn(language, "astrid", "editor");
        send(author, AFTER);

        assertThat(author.locator(".decide h2").textContent())
                .isEqualTo(language.equals("en") ? "Somebody else decides" : "Någon annan avgör");
        look(author, "ask", language, "en");
        press(author.locator(".decide button"));
        author.locator(".reviewed").waitFor();
        assertThat(author.locator(".decide").count()).isZero();
        assertThat(facts()).hasSize(3);
        look(author, "mine", language, "sv");

        var approver = logIn(language, "greta", "approver");
        assertThat(approver.locator(".block a[href*='/content/']").first().textContent())
                .contains(language.equals("en") ? "waits for your approval" : "väntar på ditt godkännande");
        go(approver, "review");
        assertThat(approver.locator("[aria-current=page] .waiting").textContent())
                .contains("1");
        look(approver, "list", language, "en");
        press(approver.locator(".dense a"));
        assertThat(approver.locator("#changed del").first().textContent()).endsWith("48");
        look(approver, "decide", language, "sv");
        press(approver.locator(".decide button"));

        approver.locator(".result").waitFor();
        assertThat(facts()).hasSize(4);
        var fact = facts().getLast();
        assertThat(fact.approver()).isNotNull().isNotEqualTo(fact.actor());
        assertThat(approver.locator(".result").textContent()).contains(fact.actor());
        look(approver, "result", language, "en");
        go(approver, "ledger/4");
        assertThat(approver.locator(".facts-of").first().textContent())
                .contains(language.equals("en") ? "Approved by" : "Godkänt av", fact.actor());
        go(author, "content");
        press(author.locator(".dense a"));
        assertThat(author.locator(".result").textContent()).contains(requireNonNull(fact.approver()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void oneWritesAnotherDeclinesAndTheFirstReadsWhyAndAsksAgain(String language) {
        workbench.load(trustCenter.value(), BEFORE);
        var author = logIn(language, "astrid", "editor");
        send(author, AFTER);
        press(author.locator(".decide button"));
        author.locator(".reviewed").waitFor();
        var approver = logIn(language, "greta", "approver");
        go(approver, "review");
        press(approver.locator(".dense a"));
        var address = approver.url();

        approver.locator("#words").evaluate("field => field.removeAttribute('required')");
        approver.locator("#words").fill("  ");
        press(approver.locator(".decline button"));
        assertThat(approver.locator("#words-error").textContent()).contains("2");
        look(approver, "wordless", language, "sv");
        approver.locator("#words").fill("24 hours is a lot.\nIs it <b>agreed</b>?");
        press(approver.locator(".decline button"));

        approver.locator(".flash-good").waitFor();
        assertThat(approver.url()).endsWith("/review");
        assertThat(approver.locator(".dense .state-bad").textContent())
                .contains(language.equals("en") ? "declined by you" : "avslaget av dig");
        look(approver, "declined", language, "en");
        assertThat(facts()).hasSize(3);

        go(author, "");
        assertThat(author.locator(".block a[href*='/content/']").first().textContent())
                .contains(language.equals("en") ? "was declined" : "avslogs");
        press(author.locator(".block a[href*='/content/']").first());
        assertThat(author.locator(".words").textContent()).isEqualTo("24 hours is a lot.\nIs it <b>agreed</b>?");
        look(author, "words", language, "sv");
        press(author.locator(".decide button"));
        author.locator(".reviewed").waitFor();
        approver.navigate(address);
        press(approver.locator(".decide button"));
        approver.locator(".result").waitFor();
        assertThat(facts()).hasSize(4);
    }

    @Test
    void whoHoldsBothRolesStillCannotApproveTheirOwn() {
        workbench.load(trustCenter.value(), BEFORE);
        var both = logIn("en", "astrid", "editor", "approver");
        send(both, AFTER);
        press(both.locator(".decide button"));
        both.locator(".reviewed").waitFor();

        assertThat(both.locator(".decide, .decline").count()).isZero();
        var refused = both.request()
                .post(
                        both.url() + "/approve",
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set(
                                                "_csrf",
                                                both.locator("[name=_csrf]")
                                                        .first()
                                                        .inputValue())
                                        .set("looked-at", since())));

        assertThat(refused.status()).isEqualTo(403);
        both.reload();
        assertThat(both.locator(".refused").count()).isZero();
        assertThat(facts()).hasSize(3);
        go(both, "");
        assertThat(both.content()).doesNotContain("waits for your approval");
    }

    @Test
    void theAuthorTakesItBackAndChangesIt() {
        workbench.load(trustCenter.value(), BEFORE);
        var author = logIn("en", "astrid", "editor");
        send(author, AFTER);
        press(author.locator(".decide button"));
        var approver = logIn("en", "greta", "approver");
        go(approver, "review");
        press(approver.locator(".dense a"));

        press(author.locator(".reviewed button"));
        author.locator(".decide button").waitFor();
        press(approver.locator(".decide button"));

        assertThat(approver.locator(".flash-bad").textContent()).contains("took it back");
        assertThat(approver.url()).endsWith("/review");
        press(author.locator(".decide button"));
        author.locator(".reviewed").waitFor();
        assertThat(facts()).hasSize(3);
    }

    @Test
    void whatWasSentForReviewAgainIsNotApprovedByAnOlderPage() {
        workbench.load(trustCenter.value(), BEFORE);
        var author = logIn("en", "astrid", "editor");
        send(author, AFTER);
        press(author.locator(".decide button"));
        author.locator(".reviewed").waitFor();
        var approver = logIn("en", "greta", "approver");
        go(approver, "review");
        press(approver.locator(".dense a"));
        press(author.locator(".reviewed button"));
        workbench.clock().move(Duration.ofSeconds(1));
        press(author.locator(".decide button"));
        author.locator(".reviewed").waitFor();

        press(approver.locator(".decide button"));

        assertThat(approver.locator(".flash-bad").textContent()).contains("meanwhile");
        assertThat(facts()).hasSize(3);
        press(approver.locator(".decide button"));
        approver.locator(".result").waitFor();
        assertThat(facts()).hasSize(4);
    }

    @Test
    void whatTheContentHasMovedOnFromWaitsForItsAuthorToPlanItAgain() {
        workbench.load(trustCenter.value(), BEFORE);
        var author = logIn("en", "astrid", "editor");
        send(author, AFTER);
        press(author.locator(".decide button"));
        author.locator(".reviewed").waitFor();
        var address = author.url();
        workbench.withoutReview(trustCenter);
        workbench.change(trustCenter, BEFORE.replace("When are", "Since when are"), 3);

        var approver = logIn("en", "greta", "approver");
        go(approver, "review");
        assertThat(requireNonNull(approver.navigate(address)).status()).isEqualTo(412);
        assertThat(approver.locator(".part-lead").textContent()).contains("Its author has to plan it again");
        assertThat(approver.locator(".again").count()).isZero();
        assertThat(approver.locator(".decline button").count()).isOne();
        workbench.look(approver, "review-stale-en");

        go(approver, "");
        assertThat(approver.content()).doesNotContain("waits for your approval");
        go(author, "");
        assertThat(author.content()).contains("has to be planned again before anybody can approve it");
        author.navigate(address);
        assertThat(author.locator(".reviewed button").textContent()).startsWith("Withdraw");
        press(author.locator(".again button"));
        assertThat(author.locator(".part-lead").textContent()).contains("planned on content position 5");
        assertThat(facts()).hasSize(4);
    }

    @Test
    void anAuditorReadsWhatWaitsAndDecidesNothing() {
        workbench.load(trustCenter.value(), BEFORE);
        var author = logIn("en", "astrid", "editor");
        send(author, AFTER);
        press(author.locator(".decide button"));
        author.locator(".reviewed").waitFor();

        var auditor = logIn("en", "alva", "auditor");
        go(auditor, "review");
        press(auditor.locator(".dense a"));

        assertThat(auditor.locator("#changed .planned").count()).isOne();
        assertThat(auditor.locator("main form").count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void anAdministratorSwitchesReviewOffWithAReasonThatStaysInTheLedger(String language) {
        workbench.load(trustCenter.value(), BEFORE);
        var page = logIn(language, "sven", "administrator");
        go(page, "settings");
        press(page.locator(".change-review summary"));
        look(page, "switch", language, "sv");

        press(page.locator(".change-review button"));
        assertThat(page.locator("#review-error").textContent()).contains("1");
        look(page, "reasonless", language, "en");
        page.locator("#reason-en").fill("There is one of us.");
        page.locator("#reason-sv").fill("Vi är en enda.");
        press(page.locator(".change-review button"));

        page.locator("#review .why-box").waitFor();
        assertThat(page.locator("#review .why-box").textContent())
                .contains(language.equals("en") ? "There is one of us." : "Vi är en enda.");
        go(page, "ledger/4");
        assertThat(page.locator("h1").textContent())
                .contains(language.equals("en") ? "Changes need no second" : "Ändringar behöver inget andra");
        look(page, "switched", language, "en");
        go(page, "ledger?kind=review");
        assertThat(page.locator(".facts tbody tr").count()).isOne();
        go(page, "settings");
        assertThat(page.locator("#review a").textContent()).isEqualTo("№4");
        assertThat(page.locator("#reason-en").inputValue()
                        + page.locator("#reason-sv").inputValue())
                .as("what was typed for the other decision")
                .isEmpty();

        var author = logIn(language, "astrid", "editor");
        send(author, AFTER);
        press(author.locator(".decide button"));
        author.locator(".result").waitFor();
        assertThat(facts()).hasSize(4);
    }

    private void look(Page page, String state, String language, String shownIn) {
        if (language.equals(shownIn)) {
            workbench.look(page, "review-%s-%s".formatted(state, language));
        }
    }

    private Page logIn(String language, String subject, String... roles) {
        var page = workbench.logIn(
                language,
                subject,
                Arrays.stream(roles)
                        .map(role -> "%s:%s".formatted(trustCenter, role))
                        .toArray(String[]::new));
        open.add(page);
        return page;
    }

    private Response go(Page page, String path) {
        return requireNonNull(page.navigate(workbench.address("%s/%s".formatted(trustCenter, path))));
    }

    private void send(Page page, String document) {
        workbench.clock().move(Duration.ofSeconds(1));
        go(page, "content");
        page.locator("#document-text").fill(document);
        press(page.locator(".send-document button"));
        page.locator(".decide").waitFor();
    }

    private String since() {
        return requireNonNull(workbench
                        .office()
                        .jdbc()
                        .queryForObject(
                                "select review_since from sent_document where trust_center = ?",
                                OffsetDateTime.class,
                                trustCenter.value()))
                .toInstant()
                .toString();
    }

    private List<PublicFact> facts() {
        return workbench.office().bean(Ledger.class).contentFacts(trustCenter);
    }
}
