package org.trustledger.command.workbench.answers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/** Answers written one by one in a real browser, from the first word to the fact. */
class AnswerPagesTest {
    private static final String DOCUMENT = Documents.BEGINNING + """
            categories:
              - {id: incidents, label: {en: Incidents, sv: Incidenter}}
              - {id: keys, label: {en: Keys, sv: Nycklar}}
            tags: [{id: gdpr, label: GDPR, kind: framework}, {id: nis2, label: NIS2, kind: framework}]
            answers:
              - id: breach-notice
                category: incidents
                tags: [gdpr]
                question: {en: When are we told of a breach?, sv: När får vi veta om ett intrång?}
                text: {en: Within 48 hours., sv: Inom 48 timmar.}
              - {id: contact, category: incidents, question: {en: Whom do we call?, sv: Vem ringer vi?}, text: The desk.}
            """;

    private final Workbench workbench = Workbench.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final List<BrowserContext> open = new ArrayList<>();

    @BeforeEach
    void load() {
        workbench.load(trustCenter.value(), DOCUMENT);
        workbench.clock().move(Duration.ofSeconds(1));
    }

    @AfterEach
    void leave() {
        open.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void anAnswerIsFoundWrittenOnPreviewedAndSentForReview(String language) {
        var english = language.equals("en");
        var page = logIn(language, "astrid");
        go(page, "answers");
        assertThat(page.locator("#incidents li").count()).isEqualTo(2);
        assertThat(page.locator("#incidents li").last().textContent())
                .contains(english ? "missing in Swedish" : "saknas på svenska");
        look(page, "list", language, "en");

        page.locator("#words").fill(english ? "told of" : "intrång");
        press(page.locator(".filters button"));
        press(page.locator(".answers a"));
        assertThat(page.locator("h1").textContent())
                .isEqualTo(english ? "When are we told of a breach?" : "När får vi veta om ett intrång?");
        page.locator("#text-en").fill("Within **24** hours, <script>alert(1)</script>\n\n- by mail");
        page.locator("#preview strong").waitFor();
        assertThat(page.locator("#preview li").textContent().strip()).isEqualTo("by mail");
        assertThat(page.locator("#preview script").count()).isZero();
        page.locator("[name=tag][value=nis2]").check();
        page.locator("#reason-en").fill("A court asked for it");
        look(page, "edit", language, "sv");

        planned(page);

        assertThat(page.locator(".plan-part").all().stream().map(part -> part.getAttribute("id")))
                .as("it says nothing of all the rest")
                .containsExactly("changed");
        assertThat(page.locator("#changed .planned").count()).isOne();
        assertThat(page.locator("#changed").textContent()).contains("24", "A court asked for it");
        press(page.locator(".decide button"));
        page.locator(".reviewed").waitFor();
        go(page, "answers?state=review");
        assertThat(page.locator(".answers li").textContent()).contains("breach-notice");

        approve();

        var fact = facts().getLast();
        assertThat(fact.fact()).isInstanceOf(AnswerPublished.class);
        var answer = ((AnswerPublished) fact.fact()).content();
        assertThat(answer.tags()).containsExactly("gdpr", "nis2");
        assertThat(requireNonNull(answer.text()).byLanguage()).containsEntry("sv", "Inom 48 timmar.");
        go(page, "answers");
        assertThat(page.locator("#incidents li").first().textContent())
                .contains(english ? "Swedish older than English" : "svenska äldre än engelska");
        go(page, "answers/edit/breach-notice");
        assertThat(page.locator(".outdated").count()).isOne();
        assertThat(page.locator("#reason-en").inputValue())
                .as("the draft is done with")
                .isEmpty();
    }

    @Test
    void aNewAnswerGetsAnIdOfItsQuestionAndStandsAfterTheOthers() {
        var page = logIn("en", "astrid");
        go(page, "answers/new");
        page.locator("#question-en").fill("Who holds the keys?");
        page.locator("#text-en").fill("You do.");
        page.locator("#category").selectOption("keys");
        page.locator("#reason-en").fill("Often asked");
        planned(page);
        assertThat(page.locator("#added .planned").textContent()).contains("answers/who-holds-the-keys");
        press(page.locator(".decide button"));
        page.locator(".reviewed").waitFor();

        approve();

        assertThat(facts().getLast().item()).isEqualTo("answers/who-holds-the-keys");
        go(page, "answers/new");
        assertThat(page.locator("#question-en").inputValue()).isEmpty();
    }

    @Test
    void everyNewAnswerHasADraftOfItsOwnAndADeclinedOneIsThereAgain() {
        var page = logIn("en", "astrid");
        for (var question : List.of("Who holds the keys?", "Who guards them?")) {
            workbench.clock().move(Duration.ofSeconds(1));
            go(page, "answers/new");
            page.locator("#question-en").fill(question);
            page.locator("#category").selectOption("keys");
            page.locator("#reason-en").fill("Often asked");
            page.locator("#kept", new Page.LocatorOptions().setHasText("Draft kept"))
                    .waitFor();
        }
        go(page, "answers");
        assertThat(page.locator("[aria-labelledby=begun-title] a").allTextContents())
                .containsExactly("Who guards them?", "Who holds the keys?");

        press(page.locator("[aria-labelledby=begun-title] a").last());
        planned(page);
        press(page.locator(".decide button"));
        page.locator(".reviewed").waitFor();
        go(page, "answers");
        assertThat(page.locator("[aria-labelledby=begun-title] a").allTextContents())
                .as("the other one stays")
                .containsExactly("Who guards them?");
        var approver = logIn("en", "greta", "approver");
        go(approver, "review");
        press(approver.locator(".dense a"));
        approver.locator("#words").fill("Which keys?");
        press(approver.locator(".decline button"));
        approver.locator(".flash-good").waitFor();

        go(page, "answers");
        press(page.locator("[aria-labelledby=begun-title] a", new Page.LocatorOptions().setHasText("holds")));
        assertThat(page.locator("#question-en").inputValue()).isEqualTo("Who holds the keys?");
    }

    @Test
    void theIdOfAnInternalAnswerTellsNothingOfIt() {
        var page = logIn("en", "astrid");
        go(page, "answers/new");
        page.locator("#question-en").fill("Was customer X breached?");
        page.locator("#category").selectOption("incidents");
        page.locator("[name=access][value=internal]").check();
        page.locator("#reason-en").fill("For us");
        planned(page);

        assertThat(page.locator("#added .planned").textContent()).contains("answers/answer");
        assertThat(page.locator("#added .margin-place").textContent()).isEqualTo("answers/answer");
    }

    @Test
    void whoMayReadItIsNotPutOff() {
        var page = logIn("en", "astrid");
        go(page, "answers/edit/contact");
        page.locator("[name=access][value=internal]").check();
        page.locator("[name=timing][value=later]").check();
        page.locator("#from").fill("2099-03-01");
        page.locator("#reason-en").fill("Later");
        planned(page);

        assertThat(page.locator("#access-error").textContent()).contains("changes at once");
    }

    /** Reordered by somebody else, an answer reads as it did. */
    @Test
    void aChangeOfSomebodyElsesThatNobodyCanReadStandsInNobodysWay() {
        var page = logIn("en", "astrid");
        go(page, "answers/edit/contact");
        page.locator("#text-en").fill("The night desk.");
        page.locator("#reason-en").fill("So it is");
        var moved = DOCUMENT.replaceFirst("(?s)(answers:\n)(.*?)( {2}- \\{id: contact.*\n)", "$1$3$2");
        assertThat(moved).isNotEqualTo(DOCUMENT);
        change(moved);

        planned(page);

        assertThat(page.locator("#changed .planned").count()).isOne();
        press(page.locator(".decide button"));
        page.locator(".reviewed").waitFor();
        go(page, "answers?state=draft");
        assertThat(page.locator(".answers li").count())
                .as("what was sent on is no draft any more, whatever moved meanwhile")
                .isZero();
    }

    @Test
    void whatSomebodyElseRetiredMeanwhileIsToldAndAllThatWasWrittenStands() {
        var page = logIn("en", "astrid");
        go(page, "answers/edit/contact");
        page.locator("#text-en").fill("The night desk.");
        page.locator("#reason-en").fill("So it is");
        var other = logIn("en", "birger");
        go(other, "answers/edit/contact");
        other.locator("#reason-en").fill("We have no desk any more");
        other.locator("[name=timing][value=retired]").check();
        planned(other);
        press(other.locator(".decide button"));
        other.locator(".reviewed").waitFor();
        approve();

        var answer = page.waitForResponse(
                "**/answers/plan",
                () -> page.locator("#write > .buttons .button").first().click());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(page.locator("#text-en").inputValue()).isEqualTo("The night desk.");
        assertThat(page.locator("#category").inputValue()).isEqualTo("incidents");
        assertThat(page.locator("[name=access]:checked").inputValue()).isEqualTo("public");
    }

    @Test
    void whatCanBeNoAnswerIsNotThere() {
        var page = logIn("en", "astrid");

        assertThat(go(page, "answers/edit/Not%20an%20id").status()).isEqualTo(404);
        assertThat(go(page, "answers/edit/nothing").status()).isEqualTo(404);
        assertThat(go(page, "answers/edit/contact?document=%00").status()).isEqualTo(404);
        assertThat(go(page, "answers/new?draft=%00").status()).isEqualTo(200);
    }

    @Test
    void everyProblemStandsAtItsFieldAndNothingTypedIsLost() {
        var page = logIn("en", "astrid");
        go(page, "answers/new");
        page.locator("#text-en").fill("You do.");
        page.locator("#item").fill("contact");
        page.locator("[name=timing][value=later]").check();
        planned(page);

        assertThat(page.locator("#item-error").textContent()).contains("'contact'");
        assertThat(page.locator("#from-error").textContent()).contains("is no later day");
        workbench.look(page, "answers-problems-en");
        page.locator("#item").fill("keys");
        page.locator("[name=timing][value=now]").check();
        planned(page);

        assertThat(page.locator("#question-en-error").count()).isOne();
        assertThat(page.locator("#category-error").count()).isOne();
        assertThat(page.locator("#reason-en-error").count()).isOne();
        assertThat(page.locator("#text-en").inputValue()).isEqualTo("You do.");
        assertThat(facts()).hasSize(7);
    }

    /** Kept while it is typed, so that closing the browser loses no word. */
    @Test
    void whatIsTypedIsThereAgainAfterTheBrowserWasClosed() {
        var page = logIn("en", "astrid");
        go(page, "answers/edit/contact");
        page.locator("#text-en").fill("The desk, day and night.");
        page.locator("#kept", new Page.LocatorOptions().setHasText("Draft kept"))
                .waitFor();
        page.locator("#text-sv").fill("Desken.");
        // At once, before the next keeping is due.
        page.context().close();

        var again = logIn("en", "astrid");
        await().untilAsserted(() -> {
            go(again, "answers/edit/contact");
            assertThat(again.locator("#text-sv").inputValue()).isEqualTo("Desken.");
        });
        assertThat(again.locator("#text-en").inputValue()).isEqualTo("The desk, day and night.");
        go(again, "answers?state=draft");
        assertThat(again.locator(".answers li").textContent()).contains("contact", "your draft");
        var other = logIn("en", "birger");
        go(other, "answers/edit/contact");
        assertThat(other.locator("#text-en").inputValue()).isEqualTo("The desk.");
        assertThat(other.locator(".why-box").textContent()).contains("is writing this answer too");

        go(again, "answers/edit/contact");
        press(again.locator(".discard button"));
        go(again, "answers/edit/contact");
        assertThat(again.locator("#text-en").inputValue()).isEqualTo("The desk.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void theSecondOfTwoSeesWhatTheFirstHasChangedAndLosesNothing(String language) {
        var page = logIn(language, "astrid");
        go(page, "answers/edit/breach-notice");
        page.locator("#text-en").fill("Within 12 hours.");
        page.locator("#reason-en").fill("Mine");
        change(DOCUMENT.replace("Within 48 hours.", "Within 24 hours by mail.")
                .replace("tags: [gdpr]", "tags: [gdpr, nis2]")
                .replace("First publication", "Theirs"));

        var answer = page.waitForResponse(
                "**/answers/plan",
                () -> page.locator("#write > .buttons .button").first().click());

        assertThat(answer.status()).isEqualTo(409);
        var theirs = page.locator(".theirs tbody tr");
        assertThat(theirs.count()).isEqualTo(2);
        assertThat(theirs.last().textContent())
                .contains("24", "by mail", "Within 12 hours.")
                .contains(language.equals("en") ? "both changed it" : "båda ändrade det");
        assertThat(page.locator("#text-en").inputValue()).isEqualTo("Within 12 hours.");
        assertThat(page.locator("#reason-en").inputValue()).isEqualTo("Mine");
        look(page, "conflict", language, language);

        assertThat(page.locator("[name=tag][value=nis2]").isChecked())
                .as("what only the first has changed is taken over")
                .isTrue();
        page.locator("#text-en").fill("Within 12 hours by mail.");
        planned(page);

        assertThat(page.locator("#changed .redline").textContent()).contains("24", "12");
        assertThat(page.locator("#changed .planned").textContent()).doesNotContain("nis2");
    }

    @Test
    void anApprovalOfOneAnswerHoldsWhenAnotherChanges() {
        var page = logIn("en", "astrid");
        go(page, "answers/edit/breach-notice");
        page.locator("#text-en").fill("Within 12 hours.");
        page.locator("#reason-en").fill("Mine");
        planned(page);
        press(page.locator(".decide button"));
        page.locator(".reviewed").waitFor();
        change(DOCUMENT.replace("text: The desk.", "text: The desk and the guard."));

        approve();

        assertThat(facts().getLast().item()).isEqualTo("answers/breach-notice");
        assertThat(facts()).hasSize(9);
    }

    @Test
    void aLaterDayIsAnnouncedAndACorrectionSaysWhatItCorrects() {
        var page = logIn("en", "astrid");
        go(page, "answers/edit/contact");
        page.locator("#text-en").fill("The night desk.");
        page.locator("#reason-en").fill("It was always so");
        page.locator("[name=timing][value=correction]").check();
        planned(page);
        assertThat(page.locator("#corrected .planned").textContent()).contains("corrects №7");
        press(page.locator(".decide button"));
        page.locator(".reviewed").waitFor();
        approve();

        go(page, "answers/edit/breach-notice");
        page.locator("#text-en").fill("Within 12 hours.");
        page.locator("#reason-en").fill("A new contract");
        page.locator("[name=timing][value=later]").check();
        page.locator("#from").fill("2099-03-01");
        planned(page);
        assertThat(page.locator("#changed .margin").textContent()).contains("from 1 Mar 2099");
        press(page.locator(".decide button"));
        page.locator(".reviewed").waitFor();
        approve();

        go(page, "answers");
        assertThat(page.locator(".answers li").first().textContent()).contains("otherwise from 1 Mar 2099");
        go(page, "answers/edit/breach-notice");
        assertThat(page.locator(".why-box").textContent()).contains("announced to read otherwise from 1 Mar 2099");
        assertThat(page.locator("#text-en").inputValue()).isEqualTo("Within 48 hours.");
    }

    @Test
    void anAnswerIsRetiredWithAReason() {
        var page = logIn("en", "astrid");
        go(page, "answers/edit/contact");
        page.locator("#reason-en").fill("We have no desk any more");
        page.locator("[name=timing][value=retired]").check();
        planned(page);
        assertThat(page.locator("#removed .planned").textContent()).contains("We have no desk any more");
        press(page.locator(".decide button"));
        page.locator(".reviewed").waitFor();

        approve();

        assertThat(facts().getLast().fact()).isInstanceOf(AnswerRetired.class);
        go(page, "answers?state=retired");
        assertThat(page.locator(".answers li").textContent()).contains("contact", "retired");
    }

    @Test
    void whatWasDeclinedIsWrittenOn() {
        var page = logIn("en", "astrid");
        go(page, "answers/edit/contact");
        page.locator("#text-en").fill("The night desk.");
        page.locator("#reason-en").fill("So it is");
        planned(page);
        press(page.locator(".decide button"));
        page.locator(".reviewed").waitFor();
        var approver = logIn("en", "greta", "approver");
        go(approver, "review");
        press(approver.locator(".dense a"));
        approver.locator("#words").fill("Which desk?");
        press(approver.locator(".decline button"));

        page.reload();
        assertThat(page.locator(".words").textContent()).isEqualTo("Which desk?");
        press(page.locator(".desk-foot a").first());

        assertThat(page.locator("#text-en").inputValue()).isEqualTo("The night desk.");
        page.locator("#text-en").fill("The night desk in Malmö.");
        planned(page);
        assertThat(page.locator("#changed").textContent()).contains("Malmö");
    }

    /** The same without script: kept and shown by buttons. */
    @Test
    void withoutScriptTheSameIsDoneByButtons() {
        var page =
                workbench.withoutScript(logIn("en", "astrid").context(), "en").newPage();
        open.add(page.context());
        go(page, "answers/edit/contact");
        page.locator("#text-en").fill("The *night* desk.");
        press(page.locator(".write-preview button"));
        assertThat(page.locator("#preview em").textContent()).isEqualTo("night");
        assertThat(page.locator("#text-en").inputValue()).isEqualTo("The *night* desk.");
        press(page.locator("#write > .buttons button").last());
        assertThat(page.locator(".flash-good").textContent()).isEqualTo("Your draft is kept.");
        assertThat(page.locator("#text-en").inputValue()).isEqualTo("The *night* desk.");
    }

    @Test
    void beforeThereIsAnythingItSaysWhatToDo() {
        var empty = RunningOffice.newTrustCenter();
        var page = workbench.logIn("en", "starter-" + empty, "%s:editor".formatted(empty));
        open.add(page.context());
        page.navigate(workbench.address("%s/answers".formatted(empty)));

        assertThat(page.locator(".why-box").textContent()).contains("Load a first document");
    }

    @Test
    void auditorsAndApproversWriteNothing() {
        var page = logIn("en", "alva", "auditor");

        assertThat(go(page, "answers").status()).isEqualTo(403);
        assertThat(go(page, "answers/edit/contact").status()).isEqualTo(403);
    }

    private void planned(Page page) {
        workbench.clock().move(Duration.ofSeconds(1));
        press(page.locator("#write > .buttons .button").first());
    }

    private void look(Page page, String state, String language, String shownIn) {
        if (language.equals(shownIn)) {
            workbench.look(page, "answers-%s-%s".formatted(state, language));
        }
    }

    private Page logIn(String language, String subject) {
        return logIn(language, subject, "editor");
    }

    private Page logIn(String language, String subject, String role) {
        var page = workbench.logIn(
                language, "%s-%s".formatted(subject, trustCenter), "%s:%s".formatted(trustCenter, role));
        open.add(page.context());
        return page;
    }

    private Response go(Page page, String path) {
        return requireNonNull(page.navigate(workbench.address("%s/%s".formatted(trustCenter, path))));
    }

    /** Somebody else approves all that waits. */
    private void approve() {
        workbench.clock().move(Duration.ofSeconds(1));
        var office = workbench.office();
        var token = office.identity().token("greta", trustCenter + ":approver");
        var all = "/api/v1/trust-centers/%s/change-sets".formatted(trustCenter);
        for (var changeSet : office.json(office.get(office.office(all), token)).path("changeSets")) {
            var answer = office.exchange(office.request(
                            office.office("%s/%s/approve"
                                    .formatted(all, changeSet.path("id").asString())),
                            token)
                    .header(
                            "If-Match",
                            "\"%s\"".formatted(changeSet.path("since").asString()))
                    .POST(BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    /** On whatever there is. */
    private void change(String document) {
        workbench.change(trustCenter, document, facts().size());
    }

    private List<PublicFact> facts() {
        return workbench.office().bean(Ledger.class).contentFacts(trustCenter);
    }
}
