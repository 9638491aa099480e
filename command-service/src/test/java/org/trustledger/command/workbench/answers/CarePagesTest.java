package org.trustledger.command.workbench.answers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.care.CareDesk;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.TrustCenterId;

/** Who looks after answers, in a real browser. */
class CarePagesTest {
    private static final String DOCUMENT = Documents.BEGINNING + """
            categories:
              - {id: incidents, label: {en: Incidents, sv: Incidenter}}
            answers:
              - id: breach-notice
                category: incidents
                question: {en: When are we told of a breach?, sv: När får vi veta om ett intrång?}
                text: {en: Within 48 hours., sv: Inom 48 timmar.}
              - {id: contact, category: incidents, question: {en: Whom do we call?, sv: Vem ringer vi?}, text: The desk.}
              - {id: pump, category: incidents, question: {en: Where is the pump?, sv: Var är pumpen?}, text: In the cellar., access: internal}
            """;

    private final Workbench workbench = Workbench.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private final List<BrowserContext> open = new ArrayList<>();
    private final CareDesk desk = workbench.office().bean(CareDesk.class);

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
    void anOwnerIsGivenAnAnswerWhichFallsDueAndIsFoundStillTrue(String language) {
        var english = language.equals("en");
        var page = logIn(language, "astrid", "editor");
        go(page, "care/owners");
        page.locator("#new-name").fill("Information security");
        page.locator("#new-mail").fill("security@fjordsky.example");
        press(page.locator("#new button"));
        assertThat(page.locator(".flash-good").textContent()).contains("Information security");
        look(page, "owners", language);

        go(page, "answers/edit/breach-notice");
        page.locator("#care-owner")
                .selectOption(desk.owners(trustCenter).getFirst().id());
        page.locator("#care-review").fill(today().plusDays(1).toString());
        press(page.locator(".care-form button"));
        assertThat(page.locator(".flash-good").count()).isOne();
        assertThat(page.locator(".care .why-box").count()).as("not yet overdue").isZero();
        var approver = logIn(language, "greta", "approver");
        go(approver, "care");
        assertThat(approver.locator(".cared tbody tr").count()).isZero();

        page.locator("#care-review").fill(today().toString());
        press(page.locator(".care-form button"));
        assertThat(page.locator(".care .why-box").textContent()).contains(english ? "looked at again" : "ses över");
        look(page, "answer", language);
        go(page, "answers?state=overdue");
        assertThat(page.locator(".answers li").count()).isOne();
        assertThat(page.locator(".answers li").textContent()).contains(english ? "overdue" : "försenat");
        approver = logIn(language, "gudrun", "approver");
        assertThat(approver.locator("main").textContent())
                .contains(english ? "1 answer is overdue" : "1 svar är försenat");
        assertThat(approver.locator(".rail a[href$='/care']").textContent()).contains("1");
        go(approver, "care");
        assertThat(approver.locator(".cared tbody tr").count()).isOne();
        look(approver, "list", language);
        press(approver.locator(".cared a"));
        assertThat(approver.locator(".care-form").count()).as("decides nothing").isZero();
        assertThat(approver.locator(".care").textContent()).contains("Information security");
        press(approver.locator(".care-confirm button"));

        assertThat(approver.locator(".flash-good").count()).isOne();
        assertThat(approver.locator(".care .why-box").count()).isZero();
        assertThat(desk.countOverdue(trustCenter)).isZero();
        go(approver, "ledger");
        assertThat(approver.locator(".facts tbody tr").first().textContent())
                .contains(
                        english ? "still true" : "gäller fortfarande",
                        english ? "When are we told of a breach?" : "När får vi veta om ett intrång?");
        press(approver.locator(".facts tbody tr th a").first());
        assertThat(approver.locator("main").textContent()).contains(english ? "the version of" : "versionen i");
        look(approver, "fact", language);
    }

    @Test
    void whoeverLookedAtWhatWasChangedIsShownTheChange() {
        var page = logIn("en", "astrid", "editor");
        go(page, "care/answer/breach-notice");
        workbench.change(trustCenter, DOCUMENT.replace("48 hours", "24 hours"), position());

        press(page.locator(".care-confirm button"));

        assertThat(page.locator(".warning").textContent()).contains("48", "24");
        assertThat(page.locator(".warning tbody tr").count()).isOne();
        assertThat(page.locator("#preview").textContent()).contains("24 hours");
        look(page, "stale", "en");
        press(page.locator(".care-confirm button"));
        assertThat(page.locator(".flash-good").count())
                .as("now the newer was looked at")
                .isOne();
    }

    @Test
    void whoeverConfirmsWithADayIsShownTheDayThatSomebodyElseHasSet() {
        var page = logIn("en", "greta", "approver");
        go(page, "care/answer/contact");
        var other = logIn("en", "bo", "editor");
        go(other, "care/answer/contact");
        other.locator("#care-review").fill(today().plusDays(40).toString());
        press(other.locator(".care-form button"));
        var before = position();

        press(page.locator(".care-confirm button"));

        assertThat(page.locator(".warning").textContent()).contains("Somebody has changed who looks after");
        assertThat(page.locator(".warning dd").count()).isEqualTo(3);
        assertThat(position()).isEqualTo(before);
        assertThat(desk.of(trustCenter, "contact").care().reviewBy()).isEqualTo(today().plusDays(40));
        look(page, "day-changed", "en");
        press(page.locator(".care-confirm button"));
        assertThat(page.locator(".flash-good").count()).as("seen now").isOne();
    }

    @Test
    void aRefusedConfirmationSaysSoWhereNoFieldReadsOtherwise() {
        var page = logIn("en", "astrid", "editor");
        go(page, "care/answer/contact");
        page.locator(".care-confirm [name=position]").evaluate("field => field.value = '1'");

        press(page.locator(".care-confirm button"));

        assertThat(page.locator(".warning").textContent()).contains("Nothing was recorded");
        assertThat(page.locator(".warning table").count()).isZero();
    }

    @Test
    void besideADraftTheAnswerIsNotConfirmed() {
        var page = logIn("sv", "astrid", "editor");
        go(page, "answers/edit/contact");
        assertThat(page.locator(".care-confirm").count()).isZero();
        look(page, "beside-draft", "sv");

        press(page.locator(".care a[href$='/care/answer/contact']"));

        assertThat(page.locator(".care-confirm").count()).isOne();
    }

    @Test
    void whatIsInternalIsConfirmedInTheOffice() {
        var page = logIn("en", "astrid", "editor");
        var before = position();
        go(page, "care/answer/pump");
        assertThat(page.locator(".care-confirm").textContent()).contains("stays in the office");

        press(page.locator(".care-confirm button"));

        assertThat(page.locator(".flash-good").count()).isOne();
        assertThat(position()).isEqualTo(before);
    }

    @Test
    void aDayThatCannotBeMeantIsSaidAtItsFieldAndWhatWasTypedStays() {
        var page = logIn("en", "astrid", "editor");
        go(page, "care/answer/contact");
        page.locator("#care-review").fill("2020-01-01");
        page.locator("#care-time").fill(today().plusYears(1).toString());
        press(page.locator(".care-form button"));

        assertThat(page.locator("#care-review-error").textContent()).contains("within 10 years");
        assertThat(page.locator("#care-time").inputValue())
                .isEqualTo(today().plusYears(1).toString());
        assertThat(desk.of(trustCenter, "contact").version()).isZero();
        look(page, "wrong", "en");
    }

    @Test
    void twoEditorsDoNotOverwriteEachOther() {
        var page = logIn("en", "astrid", "editor");
        go(page, "care/answer/contact");
        var other = logIn("en", "bo", "editor");
        go(other, "care/answer/contact");
        other.locator("#care-review").fill(today().plusDays(40).toString());
        press(other.locator(".care-form button"));

        page.locator("#care-review").fill(today().plusDays(50).toString());
        press(page.locator(".care-form button"));

        assertThat(page.locator(".flash-bad").textContent()).contains("Somebody else");
        assertThat(page.locator("#care-review").inputValue())
                .isEqualTo(today().plusDays(40).toString());
    }

    @Test
    void anOwnerIsWrittenAnewAndGoesWhenItLooksAfterNothing() {
        var page = logIn("en", "astrid", "administrator");
        go(page, "care/owners");
        page.locator("#new-name").fill("Operations");
        page.locator("#new-mail").fill("no address");
        press(page.locator("#new button"));
        assertThat(page.locator("#new-mail-error").textContent()).contains("e-mail address");
        assertThat(page.locator("#new-name").inputValue()).isEqualTo("Operations");
        page.locator("#new-mail").fill("ops@fjordsky.example");
        press(page.locator("#new button"));
        var id = desk.owners(trustCenter).getFirst().id();

        page.locator(".owner summary").click();
        page.locator(".owner [name=name]").fill("Operations desk");
        press(page.locator(".owner form").first().locator("button"));
        assertThat(desk.owners(trustCenter).getFirst().name()).isEqualTo("Operations desk");

        go(page, "care/answer/contact");
        page.locator("#care-owner").selectOption(id);
        press(page.locator(".care-form button"));
        go(page, "care/owners");
        page.locator(".owner summary").click();
        press(page.locator(".owner form").last().locator("button"));
        assertThat(page.locator(".flash-bad").textContent()).contains("1 answer", "contact");

        go(page, "care/answer/contact");
        page.locator("#care-owner").selectOption("");
        press(page.locator(".care-form button"));
        go(page, "care/owners");
        page.locator(".owner summary").click();
        press(page.locator(".owner form").last().locator("button"));
        assertThat(desk.owners(trustCenter)).isEmpty();
    }

    @Test
    void manyAreGivenTheSameOwnerAndDayAtOnce() {
        var owner = desk.addOwner(trustCenter, "Operations", "ops@fjordsky.example", "sv");
        var page = logIn("en", "astrid", "editor");
        go(page, "care?when=all");
        assertThat(page.locator(".cared tbody tr").count()).isEqualTo(3);
        page.locator("[name=answer][value='contact:0']").check();
        page.locator("[name=answer][value='pump:0']").check();
        page.locator("#many-owner").selectOption(owner);
        page.locator("#many-review").fill(today().plusDays(20).toString());
        look(page, "many", "en");
        press(page.locator(".care-many button"));

        assertThat(page.locator(".flash-good").textContent()).contains("2 answers");
        for (var item : List.of("contact", "pump")) {
            assertThat(desk.of(trustCenter, item).care().owner()).isEqualTo(owner);
            assertThat(desk.of(trustCenter, item).care().reviewBy()).isEqualTo(today().plusDays(20));
        }
        assertThat(desk.of(trustCenter, "breach-notice").version()).isZero();

        page.locator("[name=answer]").first().check();
        page.locator("#many-review").fill("2020-01-01");
        press(page.locator(".care-many button"));
        assertThat(page.locator("#many-review-error").textContent()).contains("within 10 years");
        assertThat(page.locator("[name=answer]").first().isChecked()).isTrue();
        press(page.locator(".rail a[href$='/care']"));
        go(page, "care?when=soon&owner=" + owner);
        assertThat(page.locator(".cared tbody tr").count()).isEqualTo(2);
    }

    @Test
    void auditorsReadAndDecideNothing() {
        var page = logIn("en", "alva", "auditor");

        assertThat(go(page, "care?when=all").status()).isEqualTo(200);
        assertThat(page.locator("[name=answer]").count()).isZero();
        assertThat(go(page, "care/owners").status()).isEqualTo(403);
        assertThat(go(page, "care/answer/contact").status()).isEqualTo(200);
        assertThat(page.locator(".care form").count()).isZero();
        assertThat(go(page, "care/answer/nothing").status()).isEqualTo(404);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(workbench.clock().instant(), ZoneId.of("Europe/Stockholm"));
    }

    private long position() {
        return workbench
                .office()
                .bean(Ledger.class)
                .head(trustCenter)
                .orElseThrow()
                .position();
    }

    private void look(Page page, String state, String language) {
        workbench.look(page, "care-%s-%s".formatted(state, language));
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
}
