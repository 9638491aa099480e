package org.trustledger.command.workbench.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.mail.ReturnedLetters;
import org.trustledger.command.notices.Letterbox;
import org.trustledger.command.notices.NoticeBoard;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.command.subscriptions.OfficeThatTells;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.TrustCenterId;

/** What became of each letter, as the office and its reader see it in a browser, and what they can do about it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatBecameOfLettersTest {
    private static final String SITE = OfficeThatTells.SITE;
    private static final String WISH = "topic=answers&language=en&cadence=immediate";
    // The least that a page has to fit into (WCAG 2.2, reflow).
    private static final int NARROWEST = 320;

    private final Letterbox letterbox = new Letterbox(Clock.systemUTC());
    private final ReturnedLetters returned = new ReturnedLetters();
    private final Workbench workbench = Workbench.told(Stream.of(
                    new StoreOfKeys().and("trust-ledger.subscriptions.site=" + SITE, "trust-ledger.notices.gather=0s"),
                    letterbox.settings(),
                    returned.settings())
            .flatMap(Stream::of)
            .toArray(String[]::new));
    private final NoticeBoard board = workbench.office().bean(NoticeBoard.class);
    private TrustCenterId trustCenter = RunningOffice.newTrustCenter();

    @BeforeEach
    void begin() {
        trustCenter = RunningOffice.newTrustCenter();
        letterbox.is(Letterbox.Mood.TAKES);
        workbench.load(trustCenter.value(), Documents.BEGINNING + OfficeThatTells.CONTENT);
    }

    @AfterAll
    void close() {
        workbench.close();
        returned.close();
        letterbox.close();
    }

    @Test
    void whoseLettersComeBackIsWrittenToNoMoreUntilTheySaySoOnTheirPage() {
        var anna = "anna-%s@kund.example".formatted(trustCenter);
        var secret = subscribe(anna);
        var editor = logIn("eva", "editor");

        change("Every hour.");
        comesBack(letter(anna, 2), "5.1.1");
        var notice = onTheBoard(editor, "to 1", "1 bounced");
        assertThat(editor.locator("section[aria-labelledby=dead] tbody tr").allInnerTexts())
                .singleElement()
                .asString()
                .contains("bounced", "The mail server said 5.1.1.");
        press(notice.locator("a"));
        assertThat(editor.locator("section[aria-labelledby=deliveries] tbody tr")
                        .allInnerTexts())
                .singleElement()
                .asString()
                .contains("bounced", "The mail server said 5.1.1.", "All answers")
                .doesNotContain("anna");
        workbench.look(editor, "notice-bounced");

        change("Every minute.");
        comesBack(letter(anna, 3), "5.2.1");
        onTheBoard(editor, "to 1", "1 bounced");
        assertThat(editor.locator("main").innerText()).contains("1 subscriber is written to no more");
        assertThat(returned.size()).as("mails in the mailbox: what was read").isZero();

        change("Every second.");
        press(onTheBoard(editor, "to 1", "1 not sent").locator("a"));
        assertThat(editor.locator("section[aria-labelledby=deliveries] tbody tr")
                        .allInnerTexts())
                .singleElement()
                .asString()
                .contains("not sent", "Two letters before it had come back.");
        assertThat(letterbox.to(anna)).as("letters").hasSize(3);

        var reader = workbench.stranger("en").newPage();
        reader.navigate(workbench
                .office()
                .reception("/reception/%s/subscriptions/%s".formatted(trustCenter, secret))
                .toString());
        assertThat(reader.locator(".paused").innerText()).contains("Two letters in a row to this address came back");
        workbench.look(reader, "subscription-paused");
        press(reader.locator("button[value=resume]"));
        assertThat(reader.locator("[role=status]").innerText()).isEqualTo("Letters are sent to you again.");

        change("Twice a second.");
        assertThat(letter(anna, 4).text()).contains("Twice");
        onTheBoard(editor, "to 1", "1 accepted");
        assertThat(editor.locator("main").innerText()).doesNotContain("written to no more");
        editor.context().close();
        reader.context().close();
    }

    @Test
    void aDeadLetterIsTriedAgainByAnEditorAndByNoAuditor() {
        var bo = "bo-%s@kund.example".formatted(trustCenter);
        subscribe(bo);
        letterbox.is(Letterbox.Mood.KNOWS_NOBODY);
        change("Every hour.");

        var editor = logIn("eva", "editor");
        onTheBoard(editor, "to 1", "1 given up");
        assertThat(editor.locator("section[aria-labelledby=acts]").innerText())
                .contains("1 letter or call was given up");
        assertThat(editor.locator("main").innerText()).doesNotContain("bo-", "kund.example");
        workbench.look(editor, "notices-dead");
        var form = editor.locator("section[aria-labelledby=dead] form");

        var auditor = logIn("astrid", "auditor");
        onTheBoard(auditor, "to 1", "1 given up");
        assertThat(auditor.locator("main button").count()).as("buttons").isZero();
        for (var action : List.of(
                form.getAttribute("action"), "/workbench/%s/letters/again?kind=notice".formatted(trustCenter))) {
            assertThat(forged(auditor, action).status()).as(action).isEqualTo(403);
        }
        assertThat(board.countGivenUp(trustCenter)).isOne();

        letterbox.is(Letterbox.Mood.TAKES);
        press(form.locator("button"));
        assertThat(editor.locator("[role=status]").innerText()).isEqualTo("The letter is tried again.");
        assertThat(letter(bo, 2).text()).contains("hour");
        onTheBoard(editor, "to 1", "1 accepted");
        assertThat(editor.locator("section[aria-labelledby=dead]").innerText())
                .contains("Everything was taken so far.");
        editor.context().close();
        auditor.context().close();
    }

    /** As somebody who is logged in can send it by hand. */
    private static APIResponse forged(Page page, String action) {
        return page.request()
                .post(
                        page.url().replaceFirst("/workbench/.*", action),
                        RequestOptions.create()
                                .setHeader("Accept", "text/html")
                                .setForm(FormData.create()
                                        .set(
                                                "_csrf",
                                                page.locator("[name=_csrf]")
                                                        .first()
                                                        .getAttribute("value"))));
    }

    @Test
    void whatIsRecordedAndToldToNobodyForMinutesIsToBeSeenTo() {
        var editor = logIn("elin", "editor");
        workbench.office().bean(TransactionOperations.class).executeWithoutResult(_ -> {
            workbench.office().jdbc().update("""
                            insert into notice_reach (trust_center, position, reminded_until) values (?, 0, now())
                            on conflict (trust_center) do update set position = notice_reach.position""", trustCenter.value());
            change("While nobody can look.");
            workbench.clock().move(Duration.ofMinutes(4));
            editor.navigate(workbench.address("%s/notices".formatted(trustCenter)));
            assertThat(editor.locator("main").innerText()).doesNotContain("To be seen to");
            workbench.clock().move(Duration.ofMinutes(2));
            editor.navigate(workbench.address("%s/notices".formatted(trustCenter)));
            assertThat(editor.locator("section[aria-labelledby=acts]").innerText())
                    .contains("What was recorded since ", " has not been told to anybody, although it is time.");
            workbench.look(editor, "notices-late");
        });

        await().untilAsserted(() -> {
            editor.navigate(workbench.address("%s/notices".formatted(trustCenter)));
            assertThat(editor.locator("main").innerText()).doesNotContain("To be seen to");
        });
        editor.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void whateverBecameOfADeliveryIsSaidInWords(String language) {
        var now = workbench.clock().instant();
        notice(1, "changes", "Backups change", now, null);
        notice(2, "reminder", "Backups change soon", now.plusSeconds(1), now.plusSeconds(90_000));
        Rows.ALL.forEach((recipient, set) -> delivery(recipient, set, now));
        var page = workbench.logIn(language, "disa", trustCenter + ":editor");

        page.navigate(workbench.address("%s/notices".formatted(trustCenter)));
        var english = language.equals("en");
        assertThat(page.locator("table.told").first().locator("tbody tr").allInnerTexts())
                .satisfiesExactly(
                        reminder -> assertThat(reminder)
                                .contains(english ? "Reminder" : "Påminnelse", "Backups change soon"),
                        changes -> assertThat(changes)
                                .contains(
                                        english
                                                ? List.of(
                                                        "to 11",
                                                        "1 waiting",
                                                        "3 accepted",
                                                        "1 bounced",
                                                        "2 given up",
                                                        "4 not sent",
                                                        "2 opened, 1 acknowledged")
                                                : List.of(
                                                        "till 11",
                                                        "1 väntar",
                                                        "3 mottagna",
                                                        "1 returnerat",
                                                        "2 uppgivna",
                                                        "4 inte skickade",
                                                        "2 har öppnat, 1 har bekräftat")));
        fits(page, "deliveries-board-" + language);

        press(page.locator("table.told").first().locator("tbody tr").last().locator("a"));
        var rows = page.locator("section[aria-labelledby=deliveries] tbody tr");
        assertThat(rows.count()).isEqualTo(Rows.ALL.size());
        Rows.said(language)
                .forEach(
                        (recipient, words) -> assertThat(rows.nth(recipient - 1).innerText())
                                .as("delivery %d", recipient)
                                .contains("0000000" + Integer.toHexString(recipient))
                                .contains(words));
        assertThat(rows.nth(0).innerText()).doesNotContain("Message-ID", english ? "arrived" : "kommit fram");
        fits(page, "deliveries-" + language);
        page.context().close();
    }

    /** A delivery in each state, by the number of its recipient. */
    private static final class Rows {
        static final Map<Integer, String> ALL = Map.ofEntries(
                Map.entry(1, "attempts = 1"),
                Map.entry(2, "accepted_at = due_at, opened_at = due_at, acknowledged_at = due_at"),
                Map.entry(3, "accepted_at = due_at, opened_at = due_at"),
                Map.entry(4, "accepted_at = due_at, attempts = 2, perhaps_twice = true"),
                Map.entry(5, "accepted_at = due_at, bounced_at = due_at, bounce_status = '5.1.1'"),
                Map.entry(6, "given_up_at = due_at"),
                Map.entry(7, "given_up_at = due_at, attempts = 24, perhaps_sent = true"),
                Map.entry(8, "not_sent_at = due_at, not_sent_why = 'left'"),
                Map.entry(9, "not_sent_at = due_at, not_sent_why = 'undone'"),
                Map.entry(10, "not_sent_at = due_at, not_sent_why = 'paused', letter = null"),
                Map.entry(11, "not_sent_at = due_at, not_sent_why = 'left', perhaps_sent = true"));

        private Rows() {}

        static Map<Integer, List<String>> said(String language) {
            return language.equals("en")
                    ? Map.ofEntries(
                            Map.entry(1, List.of("waiting")),
                            Map.entry(2, List.of("accepted", "Opened ", "Acknowledged ")),
                            Map.entry(3, List.of("accepted", "Opened ")),
                            Map.entry(4, List.of("accepted", "Tried 2 times.", "It may have arrived twice")),
                            Map.entry(5, List.of("bounced", "The mail server said 5.1.1.")),
                            Map.entry(6, List.of("given up", "Try again")),
                            Map.entry(
                                    7,
                                    List.of(
                                            "given up",
                                            "Tried 24 times.",
                                            "It may have arrived all the same",
                                            "Try again")),
                            Map.entry(8, List.of("not sent", "They had left by then.")),
                            Map.entry(9, List.of("not sent", "Nothing of it was left to tell.")),
                            Map.entry(10, List.of("not sent", "Two letters before it had come back.")),
                            Map.entry(
                                    11,
                                    List.of("not sent", "They had left by then.", "It may have arrived all the same")))
                    : Map.ofEntries(
                            Map.entry(1, List.of("väntar")),
                            Map.entry(2, List.of("mottaget", "Öppnat ", "Bekräftat ")),
                            Map.entry(3, List.of("mottaget", "Öppnat ")),
                            Map.entry(4, List.of("mottaget", "2 försök.", "Det kan ha kommit fram två gånger")),
                            Map.entry(5, List.of("returnerat", "E-postservern svarade 5.1.1.")),
                            Map.entry(6, List.of("uppgivet", "Försök igen")),
                            Map.entry(
                                    7, List.of("uppgivet", "24 försök.", "Det kan ha kommit fram ändå", "Försök igen")),
                            Map.entry(8, List.of("inte skickat", "Prenumerationen hade avslutats.")),
                            Map.entry(9, List.of("inte skickat", "Det fanns inget kvar att meddela.")),
                            Map.entry(10, List.of("inte skickat", "Två brev före det hade kommit tillbaka.")),
                            Map.entry(
                                    11,
                                    List.of(
                                            "inte skickat",
                                            "Prenumerationen hade avslutats.",
                                            "Det kan ha kommit fram ändå")));
        }
    }

    /** It is held against axe in two widths, and fits into the narrowest window. */
    private void fits(Page page, String name) {
        workbench.look(page, name);
        page.setViewportSize(NARROWEST, 640);
        assertThat((Integer)
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s in the narrowest window scrolls sideways", name)
                .isZero();
        page.setViewportSize(1280, 900);
    }

    private void notice(int number, String kind, String subject, Instant madeAt, @Nullable Instant effect) {
        workbench
                .office()
                .jdbc()
                .update(
                        """
                        insert into notice (id, trust_center, kind, after_position, through, effect_after, effect_until,
                          subject, topics, made_at, audience)
                        values (?, ?, ?, 1, 2, ?::timestamptz, ?::timestamptz, ?, '{answers}', ?::timestamptz, ?)""",
                        id(number),
                        trustCenter.value(),
                        kind,
                        effect == null ? null : madeAt.toString(),
                        effect == null ? null : effect.toString(),
                        subject,
                        madeAt.toString(),
                        number == 1 ? Rows.ALL.size() : 0);
    }

    private void delivery(int recipient, String set, Instant due) {
        var jdbc = workbench.office().jdbc();
        jdbc.update(
                """
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at, letter)
                values (?, ?, ?, 'subscribers', '{answers}', 1, ?, ?)""",
                id(1),
                "%08x%024x".formatted(recipient, 0),
                trustCenter.value(),
                due.atOffset(ZoneOffset.UTC),
                id(100 + recipient));
        jdbc.update(
                "update delivery set %s where notice = ? and recipient = ?".formatted(set),
                id(1),
                "%08x%024x".formatted(recipient, 0));
    }

    /** 32 hex digits that no other trust center's rows have. */
    private String id(int number) {
        return "%024x%08x".formatted(trustCenter.hashCode() & 0xFFFFFFFFL, number);
    }

    private Page logIn(String subject, String role) {
        return workbench.logIn("en", subject, "%s:%s".formatted(trustCenter, role));
    }

    /** The newest notice on the board, once the board says this of it. */
    private Locator onTheBoard(Page page, String... says) {
        var newest = page.locator("table.told").first().locator("tbody tr").first();
        await().untilAsserted(() -> {
            page.navigate(workbench.address("%s/notices".formatted(trustCenter)));
            assertThat(newest.innerText()).contains(says);
        });
        return newest;
    }

    /** Reports that a letter could not be delivered, where its envelope says. */
    private void comesBack(Letterbox.Arrived letter, String status) {
        assertThat(letter.from()).matches(ReturnedLetters.RETURN_PATH);
        await().until(() ->
                board.newest(trustCenter, null, 1).getFirst().counts().accepted() == 1);
        returned.report(letter.from(), status);
        ReturnedLetters.look(workbench.office());
    }

    /** The last letter to somebody, once they have so many. */
    private Letterbox.Arrived letter(String address, int number) {
        return await().until(() -> letterbox.to(address), all -> all.size() == number)
                .getLast();
    }

    private void change(String text) {
        var head = workbench.office().bean(Ledger.class).head(trustCenter).orElseThrow();
        workbench.change(
                trustCenter,
                Documents.BEGINNING + OfficeThatTells.CONTENT.replace("Every night.", text),
                head.contentPosition());
    }

    /** @return the secret of their link */
    private String subscribe(String address) {
        send("subscribe", "address=%s&%s".formatted(URLEncoder.encode(address, StandardCharsets.UTF_8), WISH));
        var secret = letter(address, 1).secret("%s/reception/%s/subscriptions/".formatted(SITE, trustCenter));
        send("subscriptions/" + secret, "do=confirm&" + WISH);
        return secret;
    }

    private void send(String path, String form) {
        var office = workbench.office();
        var answer =
                office.exchange(office.form(office.reception("/reception/%s/%s".formatted(trustCenter, path)), form));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }
}
