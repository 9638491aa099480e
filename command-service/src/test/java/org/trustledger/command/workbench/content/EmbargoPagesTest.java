package org.trustledger.command.workbench.content;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
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

/** What is to be recorded on a day of its own, in a real browser. */
class EmbargoPagesTest {
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final Duration SOON = Duration.ofMinutes(7);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
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
    void whatIsApprovedForLaterIsRecordedThenByItself(String language) {
        workbench.load(trustCenter.value(), BEFORE);
        var author = logIn(language, "astrid", "editor");
        send(author, AFTER);
        author.locator(".embargo summary").click();
        look(author, "form", language);
        plan(author);
        assertThat(author.locator(".until").textContent())
                .startsWith(language.equals("en") ? "Planned for the end of its embargo" : "Planerat för när embargot");
        look(author, "planned", language);
        press(author.locator(".decide button"));
        author.locator(".reviewed").waitFor();

        var approver = logIn(language, "greta", "approver");
        press(approver.locator(".block a[href*='/content/']").first());
        assertThat(approver.locator(".decide button").textContent())
                .isEqualTo(language.equals("en") ? "Approve 1 fact for then" : "Godkänn 1 faktum till dess");
        look(approver, "approve", language);
        press(approver.locator(".decide button"));
        assertThat(approver.locator(".reviewed h2").textContent())
                .startsWith(language.equals("en") ? "Under embargo until" : "Under embargo till");
        assertThat(facts()).hasSize(3);
        go(approver, "review");
        assertThat(approver.locator("#embargoed-title").count()).isOne();
        assertThat(approver.locator("[aria-current=page] .waiting").count())
                .as("it waits for nobody")
                .isZero();
        look(approver, "list", language);

        workbench.clock().move(SOON);
        await().atMost(PATIENCE).until(() -> facts().size() == 4);
        go(approver, "review");
        press(approver.locator(".dense a"));
        assertThat(approver.locator(".result").textContent())
                .contains(language.equals("en") ? "Embargo ended" : "Embargot gick ut");
        look(approver, "result", language);
    }

    @Test
    void whatWasOvertakenIsTakenUpByItsAuthor() {
        workbench.load(trustCenter.value(), BEFORE);
        var author = logIn("en", "astrid", "editor");
        send(author, AFTER);
        author.locator(".embargo summary").click();
        plan(author);
        press(author.locator(".decide button"));
        var approver = logIn("en", "greta", "approver");
        press(approver.locator(".block a[href*='/content/']").first());
        press(approver.locator(".decide button"));
        workbench.change(trustCenter, BEFORE.replace("48", "36"), 3);

        go(approver, "review");
        assertThat(approver.locator(".state-bad").textContent()).contains("no longer as planned");
        go(author, "");
        assertThat(author.locator(".block a[href*='/content/']").first().textContent())
                .contains("plan it again");
        workbench.clock().move(SOON);
        await().atMost(PATIENCE).until(() -> {
            go(approver, "review");
            return approver.locator(".state-bad").textContent().contains("not recorded");
        });
        assertThat(approver.locator("[aria-current=page] .waiting").textContent())
                .contains("1");
        look(approver, "overtaken", "en");

        go(author, "");
        press(author.locator(".block a[href*='/content/']").first());
        look(author, "overtaken-mine", "en");
        press(author.locator(".again .button, form[action$='/plan'] .button").first());
        assertThat(author.locator("#changed del").first().textContent()).endsWith("36");
        assertThat(author.locator(".until").count()).as("its day is over").isZero();
        press(author.locator(".decide button"));
        go(approver, "");
        press(approver.locator(".block a[href*='/content/']").first());
        press(approver.locator(".decide button"));
        approver.locator(".result").waitFor();
        assertThat(facts()).hasSize(5);
    }

    @Test
    void anEmbargoIsLiftedAndCannotLieBehind() {
        workbench.load(trustCenter.value(), BEFORE);
        var author = logIn("en", "astrid", "editor");
        send(author, AFTER);
        author.locator(".embargo summary").click();
        plan(author);
        press(author.locator(".embargo form:last-child button"));
        assertThat(author.locator(".until").count()).isZero();

        author.locator(".embargo summary").click();
        author.locator("#embargo-day").evaluate("field => field.removeAttribute('min')");
        author.locator("#embargo-day").fill("2020-01-01");
        press(author.locator(".embargo form button").first());
        assertThat(author.locator("[role=alert], .flash").first().textContent()).contains("lie ahead");
        assertThat(author.locator(".until").count()).isZero();
    }

    private void plan(Page page) {
        var until = until();
        page.locator("#embargo-day").fill(until.toLocalDate().toString());
        page.locator("#embargo-time").fill(until.toLocalTime().toString());
        press(page.locator(".embargo form button").first());
    }

    private ZonedDateTime until() {
        return workbench.clock().instant().atZone(STOCKHOLM).plus(SOON).truncatedTo(ChronoUnit.MINUTES);
    }

    private void look(Page page, String state, String language) {
        workbench.look(page, "embargo-%s-%s".formatted(state, language));
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

    private void go(Page page, String path) {
        requireNonNull(page.navigate(workbench.address("%s/%s".formatted(trustCenter, path))));
    }

    private void send(Page page, String document) {
        workbench.clock().move(Duration.ofSeconds(1));
        go(page, "content");
        page.locator("#document-text").fill(document);
        press(page.locator(".send-document button"));
        page.locator(".decide").waitFor();
    }

    private List<PublicFact> facts() {
        return workbench.office().bean(Ledger.class).contentFacts(trustCenter);
    }
}
