package org.trustledger.command.workbench.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/** Content as code in a real browser, from the first document to the one that comes too late. */
class ContentPagesTest {
    private static final String HEAD = Documents.BEGINNING + """
            categories: [{id: incidents, label: {en: Incidents, sv: Incidenter}}]
            tags: [{id: gdpr, label: GDPR, kind: framework}]
            """;

    private static final String NOTICE = """
              - id: breach-notice
                category: incidents
                tags: [gdpr]
                question: {en: When are we told of a breach?, sv: När får vi veta om ett intrång?}
                text: {en: We tell you within 48 hours of a breach., sv: Vi säger till inom 48 timmar.}
            """;

    private static final String CONTACT = """
              - {id: contact, category: incidents, question: {en: Whom do we call?, sv: Vem ringer vi?}}
            """;

    private static final String BOTH = HEAD + "answers:\n" + NOTICE + CONTACT;

    private final Workbench workbench = Workbench.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private Page page = workbench.stranger("en").newPage();

    @AfterEach
    void leave() {
        page.context().close();
    }

    @Test
    void theFirstDocumentIsWrittenPlannedAndAppliedWithTheKeyboardAlone() {
        logIn("en", "editor");
        go("content");
        assertThat(page.locator("#there-title ~ p").textContent()).startsWith("Nothing has been recorded");

        page.locator("#document-text").focus();
        page.keyboard().insertText(BOTH);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.locator("#added").waitFor();

        assertThat(page.locator("h1").textContent()).isEqualTo("What it would change");
        assertThat(page.locator(".part-lead").textContent())
                .isEqualTo("5 facts in one commit, the first of this trust center.");
        assertThat(page.locator("#added .planned").count()).isEqualTo(5);
        assertThat(page.locator(".decide").textContent()).contains("stays for ever");
        assertThat(facts()).isEmpty();

        page.locator(".chip").last().focus();
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus").textContent()).isEqualTo("Record 5 facts");
        page.keyboard().press("Enter");

        page.waitForURL("**/content/*");
        page.locator(".result").waitFor();
        assertThat(page.locator("h1").textContent()).isEqualTo("5 facts were recorded");
        assertThat(page.locator(".result").textContent()).contains("№1–5", "nothing");
        assertThat(facts()).hasSize(5);
        go("content");
        assertThat(page.locator(".dense tbody tr").textContent()).contains("applied, 5 facts recorded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void everyProblemIsShownAtItsPlaceAndWhatWasWrittenIsStillThere(String language) {
        logIn(language, "editor");
        go("content");
        var wrong = BOTH.replace("id: contact", "id: Contact").replace("category: incidents\n", "category: incident\n");

        send(wrong);

        assertThat(page.locator("h1").textContent()).contains("2");
        assertThat(page.locator(".problem").count()).isEqualTo(2);
        var first = page.locator(".problem").first();
        assertThat(first.locator(".small").textContent())
                .isEqualTo(
                        language.equals("sv")
                                ? "Dokumentet har inget 'incident' bland sina poster av slaget kategori. Menas 'incidents'?"
                                : "There is no category 'incident' in the document. Is 'incidents' meant?");
        assertThat(first.locator(".margin").textContent()).contains("14", "/answers/0/category");
        assertThat(first.locator("mark").textContent()).isEqualTo("incident");
        assertThat(first.locator(".excerpt-number").allTextContents()).containsExactly("13", "14", "15");
        assertThat(page.locator("#document-text").inputValue()).isEqualTo(wrong);
        look("problems", language, "sv");

        page.locator("#document-text").fill(BOTH);
        press(page.locator(".send-document button"));
        assertThat(page.locator("#added .planned").count()).isEqualTo(5);
        assertThat(facts()).isEmpty();
    }

    @Test
    void whatIsNoDocumentIsToldAtItsLine() {
        logIn("en", "editor");
        go("content");

        sendFile("broken.yaml", "trustLedger: 1\nprofile: {name: [}\n");

        assertThat(page.locator(".problem .margin").textContent()).contains("Line 2");
        assertThat(page.locator("#document-text").inputValue())
                .as("the file stays where it is kept")
                .isEmpty();
    }

    @Test
    void nothingAndTooMuchAreToldAtTheForm() {
        logIn("en", "editor");
        go("content");

        press(page.locator(".send-document button"));
        assertThat(page.locator("#send-error").textContent()).startsWith("Choose a file");

        page.locator("#document-text").fill(HEAD);
        sendFile("fjordsky.yaml", HEAD);
        assertThat(page.locator("#send-error").textContent()).startsWith("There is a file and a text");
        assertThat(page.locator("#document-text").inputValue()).isEqualTo(HEAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void aPlanTellsWordByWordWhatChangesAndRemovesOnlyWhatIsTicked(String language) {
        apply(BOTH);
        workbench.withoutReview(trustCenter);
        logIn(language, "editor");
        go("content");
        look("start", language, "en");

        sendFile(
                "fjordsky.yaml",
                HEAD.replace(
                                "First publication, sv: Första publiceringen",
                                "A court asked for it, sv: En domstol krävde det")
                        + "answers:\n"
                        + NOTICE.replace("48", "24")
                        + "  - {id: law, category: incidents, question: Which law applies?, from: 2027-02-01}\n");

        assertThat(page.locator(".plan-part").all().stream().map(part -> part.getAttribute("id")))
                .containsExactly("changed", "added", "left-out");
        var changed = page.locator("#changed .planned");
        assertThat(changed.locator("del").allTextContents()).hasSize(2).allMatch(text -> text.endsWith("48"));
        assertThat(changed.locator("ins").allTextContents()).allMatch(text -> text.endsWith("24"));
        assertThat(changed.locator("dd").first().getAttribute("lang")).isEqualTo("en");
        assertThat(changed.locator(".why").textContent()).contains(language.equals("en") ? "A court" : "En domstol");
        assertThat(page.locator("#added .margin").textContent())
                .contains(language.equals("en") ? "from 1 Feb 2027" : "från 1 feb. 2027");
        assertThat(page.locator("#left-out [type=checkbox]").isChecked()).isFalse();

        page.locator("#left-out [type=checkbox]").check();
        press(page.locator(".again button").first());

        assertThat(page.locator("#left-out").count()).isZero();
        assertThat(page.locator("#removed .planned").textContent()).contains("answers/contact");
        assertThat(page.locator(".decide button").textContent()).contains("3");
        look("plan", language, "en");

        page.locator("#removed [type=checkbox]").uncheck();
        press(page.locator(".again button").first());
        assertThat(page.locator("#removed").count()).isZero();
        page.locator("#left-out [type=checkbox]").check();
        press(page.locator(".again button").first());
        press(page.locator(".decide button"));

        page.locator(".result").waitFor();
        assertThat(facts()).hasSize(8);
        look("result", language, "sv");
    }

    @Test
    void whatCannotBeRemovedSaysWhoRefersToItAndLeavesThePlan() {
        apply(BOTH);
        logIn("en", "editor");
        go("content");
        send(HEAD.replace("tags: [{id: gdpr, label: GDPR, kind: framework}]", "tags: []"));

        press(page.locator("#left-out label", new Page.LocatorOptions().setHasText("GDPR")));
        press(page.locator(".again button").first());

        assertThat(page.locator(".warning[role=alert]").textContent())
                .contains("tags/gdpr would not be there", "answers/breach-notice refers to it");
        assertThat(page.locator("#left-out [type=checkbox]:checked").count()).isOne();
    }

    @Test
    void whoIsLateSeesWhatChangedAndPlansAgain() {
        apply(BOTH);
        workbench.withoutReview(trustCenter);
        logIn("en", "editor");
        go("content");
        send(HEAD + "answers:\n" + NOTICE.replace("48", "24") + CONTACT);
        apply(BOTH.replace("Whom do we call?", "Whom do we ring?").replace("First publication", "Plainer words"));

        var answer = page.waitForResponse(
                "**/content/*", () -> page.locator(".decide button").click());

        assertThat(answer.status()).isEqualTo(412);
        assertThat(page.locator("h1").textContent()).isEqualTo("The content was changed meanwhile");
        assertThat(page.locator(".meanwhile .entry").textContent()).contains("answers/contact", "№7", "Plainer words");
        assertThat(facts()).hasSize(6);
        workbench.look(page, "content-stale-en");

        press(page.locator(".again button").first());

        assertThat(page.locator(".part-lead").textContent())
                .startsWith("2 facts in one commit, planned on content position 7");
        press(page.locator(".decide button"));
        page.locator(".result").waitFor();
        assertThat(facts()).hasSize(8);
    }

    @Test
    void aFormThatIsSentTwiceRecordsOnce() {
        logIn("en", "editor");
        go("content");
        send(BOTH);
        var action = page.locator(".decide form").getAttribute("action");
        var form = FormData.create()
                .set("_csrf", page.locator(".decide [name=_csrf]").inputValue())
                .set("planned", page.locator(".decide [name=planned]").inputValue());

        for (var time = 0; time < 2; time++) {
            var answer = page.request()
                    .post(
                            workbench.office().office(action).toString(),
                            RequestOptions.create().setForm(form));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("5 facts were recorded");
        }

        assertThat(facts()).hasSize(5);
    }

    @Test
    void aLongWorkTellsHowFarItIsAndEndsWithItsResult() {
        apply(BOTH);
        workbench.withoutReview(trustCenter);
        logIn("en", "editor");
        go("content");
        send(BOTH.replace("48", "24"));
        var withoutScript = withoutScript();

        whileTheTrustCenterIsLocked(() -> {
            press(page.locator(".decide button"));
            page.locator(".steps").waitFor();
            page.locator(".step-now", new Page.LocatorOptions().setHasText("held against the ledger"))
                    .waitFor();
            assertThat(page.locator(".step-done").count()).isOne();
            workbench.look(page, "content-applying-en");
            withoutScript.navigate(page.url());
            assertThat(withoutScript.locator("h1").textContent()).isEqualTo("It is being applied");
        });

        page.locator(".result").waitFor();
        withoutScript.locator(".result").waitFor();
        assertThat(page.locator("h1").textContent()).isEqualTo("1 fact was recorded");
        assertThat(facts()).hasSize(6);
        withoutScript.context().close();
    }

    @Test
    void anAuditorSeesThePlanAndWhyItIsNotTheirsToApply() {
        apply(BOTH);
        logIn("sv", "auditor");
        go("content");
        send(BOTH.replace("48", "24"));

        assertThat(page.locator("#changed .planned").count()).isOne();
        assertThat(page.locator(".decide").textContent()).contains("redaktör", "administratör");
        assertThat(page.locator(".decide button").count()).isZero();
        workbench.look(page, "content-auditor-sv");

        var refused = page.request()
                .post(
                        page.url() + "/apply",
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set(
                                                "_csrf",
                                                page.locator("[name=_csrf]")
                                                        .first()
                                                        .inputValue())));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(facts()).hasSize(5);
    }

    @Test
    void aLargePlanIsPagedAndCanBeTakenHome() {
        logIn("en", "editor");
        go("content");
        var answers = IntStream.range(0, 3_000)
                .mapToObj("  - {id: answer-%d, category: incidents, question: Why?}\n"::formatted)
                .collect(Collectors.joining());

        sendFile("large.yaml", HEAD + "answers:\n" + answers);

        assertThat(page.content().getBytes(UTF_8)).hasSizeLessThan(100_000);
        assertThat(page.locator("#added .planned").count()).isEqualTo(10);
        press(page.locator("#added .more a"));
        assertThat(page.content().getBytes(UTF_8)).hasSizeLessThan(100_000);
        assertThat(page.locator(".pager p").textContent()).isEqualTo("Page 1 of 61");
        press(page.locator("[rel=next]"));
        assertThat(page.locator(".planned").count()).isEqualTo(50);
        var whole = page.request().get(page.url().replaceFirst("[?].*", "/plan.json"));
        assertThat(whole.text()).startsWith("{\"trustCenter\":\"" + trustCenter).contains("answer-2999");
    }

    @Test
    void whatThereIsCanBeTakenHomeAndChangesNothing() {
        apply(BOTH);
        logIn("en", "editor");
        go("content");

        var download =
                page.waitForDownload(() -> page.locator("a[download]").first().click());
        assertThat(download.suggestedFilename()).isEqualTo(trustCenter + ".yaml");
        page.locator("#document-file").setInputFiles(download.path());
        press(page.locator(".send-document button"));

        assertThat(page.locator("h1").textContent()).isEqualTo("It would change nothing");
        assertThat(page.locator(".decide").count()).isZero();
        press(page.locator(".discard button"));
        assertThat(page.locator(".dense").count()).isZero();
    }

    @Test
    void somebodyElsesDocumentIsNotThere() {
        logIn("en", "editor");
        go("content");
        send(BOTH);
        var address = page.url();
        page.context().close();

        page = workbench.logIn("en", "birger", trustCenter + ":editor");

        assertThat(requireNonNull(page.navigate(address)).status()).isEqualTo(404);
    }

    /** Each state in one language: the other shows nothing new, and looking takes seconds. */
    private void look(String state, String language, String shownIn) {
        if (language.equals(shownIn)) {
            workbench.look(page, "content-%s-%s".formatted(state, language));
        }
    }

    private void logIn(String language, String role) {
        page.context().close();
        page = workbench.logIn(language, "astrid", "%s:%s".formatted(trustCenter, role));
    }

    private Response go(String path) {
        return requireNonNull(page.navigate(workbench.address("%s/%s".formatted(trustCenter, path))));
    }

    private void send(String document) {
        workbench.clock().move(Duration.ofSeconds(1));
        page.locator("#document-text").fill(document);
        press(page.locator(".send-document button"));
    }

    private void sendFile(String name, String document) {
        workbench.clock().move(Duration.ofSeconds(1));
        page.locator("#document-file")
                .setInputFiles(new FilePayload(name, "application/yaml", document.getBytes(UTF_8)));
        press(page.locator(".send-document button"));
    }

    /** As a pipeline would, on whatever there is. */
    private void apply(String document) {
        workbench.change(trustCenter, document, facts().size());
        workbench.clock().move(Duration.ofSeconds(1));
    }

    /** The same session in a browser that runs no script. */
    private Page withoutScript() {
        return workbench.withoutScript(page.context(), "en").newPage();
    }

    private List<PublicFact> facts() {
        return workbench.office().bean(Ledger.class).contentFacts(trustCenter);
    }

    private void whileTheTrustCenterIsLocked(Runnable work) {
        var transaction = new TransactionTemplate(workbench.office().bean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(_ -> {
            workbench
                    .office()
                    .jdbc()
                    .queryForList("select position from ledger where trust_center = ? for update", trustCenter.value());
            work.run();
        });
    }
}
