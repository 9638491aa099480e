package org.trustledger.command.workbench.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.letters.Post;
import org.trustledger.command.people.StoreOfKeys;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.TrustCenterId;

/** Subscribing in a real browser with the real letters that arrived, and what the office sees of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesPagesTest {
    private static final TrustCenterId NORDHAMN = new TrustCenterId(Workbench.NORDHAMN);
    private static final Path SAMPLE = Path.of("..", "infra", "sample", "nordhamn.yaml");
    private static final String SITE = "https://trust.nordhamn.example";

    private final Post post = new Post();
    private final Workbench workbench = Workbench.told(Stream.of(
                    new StoreOfKeys().and("trust-ledger.subscriptions.site=" + SITE, "trust-ledger.notices.gather=0s"),
                    post.settings())
            .flatMap(Stream::of)
            .toArray(String[]::new));

    @AfterAll
    void close() {
        workbench.close();
        post.close();
    }

    @Test
    void aReaderSubscribesIsToldAndLeavesAndTheOfficeSeesHowManyWereTold() throws IOException {
        var reader = workbench.stranger("en").newPage();
        reader.navigate(reception("subscribe"));
        workbench.look(reader, "subscribe");
        assertThat(reader.locator("form").textContent())
                .contains("Nordhamn Cloud AB is the controller", "Privacy and security office", "trust@nordhamn");
        reader.getByLabel("All answers").check();
        reader.getByLabel("Agreements").check();
        press(reader.locator("button"));
        assertThat(reader.locator("#address-error").textContent()).contains("no address");
        assertThat(reader.locator("[role=alert] a").getAttribute("href")).isEqualTo("#address");
        assertThat(reader.locator("[role=alert]:focus").count())
                .as("the summary has the focus")
                .isEqualTo(1);
        workbench.look(reader, "subscribe-refused");
        reader.locator("#address").fill("anna@customer.example");
        press(reader.locator("button"));
        assertThat(reader.locator("h1").textContent()).isEqualTo("Look into your mailbox");
        workbench.look(reader, "subscribe-asked");

        await().until(() -> post.to("anna@customer.example"), letters -> letters.size() == 1);
        var link = post.to("anna@customer.example").getFirst().lineThatBegins(SITE);
        var manage = link.replace(SITE, workbench.office().reception("").toString());
        reader.navigate(manage);
        workbench.look(reader, "subscribe-confirm");
        press(reader.locator("button[value=confirm]"));
        assertThat(reader.locator("[role=status]").textContent()).contains("from now on");

        workbench.withoutReview(NORDHAMN);
        workbench.clock().move(Duration.ofSeconds(2));
        var head = workbench.office().bean(Ledger.class).head(NORDHAMN).orElseThrow();
        var sample = Files.readString(SAMPLE);
        workbench.change(NORDHAMN, changed(sample), head.contentPosition());
        workbench.clock().move(Duration.ofSeconds(2));
        var letters = await().until(() -> post.to("anna@customer.example"), all -> all.size() == 2);
        var letter = letters.getLast();
        assertThat(letter.text()).contains(link);
        readsAndAcknowledges(reader, letter);
        show(letter, "letter-notice");

        var editor = workbench.logIn("en", "eva", "nordhamn:editor");
        editor.navigate(workbench.address("nordhamn/notices"));
        await().untilAsserted(() -> {
            editor.reload();
            assertThat(editor.locator("tbody").first().textContent())
                    .contains("to 1", "1 accepted", "1 opened, 1 acknowledged");
        });
        assertThat(editor.locator("main").textContent())
                .contains("1 subscriber.")
                .doesNotContain("anna");
        workbench.look(editor, "notices");
        editor.locator("tbody a").first().click();
        editor.locator("summary").first().click();
        assertThat(editor.locator("main").textContent())
                .contains("1 opened, 1 acknowledged", "a button pressed there", "Acknowledged ")
                .doesNotContain("anna@");
        workbench.look(editor, "notice");

        reader.navigate(manage);
        reader.reload();
        assertThat(reader.locator(".letters li").textContent()).contains("acknowledged");
        workbench.look(reader, "subscription");
        changesTheSameInTwoWindows(reader, manage);
        reader.navigate(atTheOffice(letter.lineThatBegins(SITE + "/reception/nordhamn/unsubscribe/")));
        workbench.look(reader, "unsubscribe");
        reader.navigate(manage);
        press(reader.locator("button[value=leave]"));
        assertThat(reader.locator("h1").textContent()).isEqualTo("You are told no more");
        reader.navigate(manage);
        assertThat(reader.locator("h1").textContent()).isEqualTo("This link leads nowhere");
        workbench.look(reader, "subscription-gone");
    }

    private void readsAndAcknowledges(Page reader, Post.Arrived letter) {
        reader.navigate(atTheOffice(letter.text()
                .lines()
                .filter(line -> line.contains("/letters/"))
                .findFirst()
                .orElseThrow()));
        assertThat(reader.locator("h1").textContent()).startsWith("Letter of");
        workbench.look(reader, "letter-page");
        press(reader.locator("button[value=show]"));
        assertThat(reader.locator("h3").textContent()).isEqualTo(letter.subject());
        assertThat(reader.locator("pre").first().textContent()).contains("{+60+} days");
        press(reader.locator("button[value=acknowledge]"));
        assertThat(reader.locator("[role=status]").textContent()).contains("you have read this letter");
        workbench.look(reader, "letter-page-acknowledged");
    }

    private void changesTheSameInTwoWindows(Page reader, String manage) {
        var other = reader.context().newPage();
        other.navigate(manage);
        other.getByLabel("New trust packs").check();
        press(other.locator("button[value=change]"));
        assertThat(other.locator("[role=status]").textContent()).contains("are kept");
        other.close();
        reader.getByLabel("Agreements").uncheck();
        press(reader.locator("button[value=change]"));
        assertThat(reader.locator("[role=alert]").textContent()).contains("changed meanwhile", "New trust packs");
        assertThat(reader.locator("[role=alert]:focus").count()).isEqualTo(1);
        workbench.look(reader, "subscription-meanwhile");
        press(reader.locator("button[value=change]"));
        assertThat(reader.locator("[role=status]").textContent()).contains("are kept");
    }

    @Test
    void whoeverGotALetterTheyDidNotAskForStopsItAndTheOfficeSeesWhichLettersWait() {
        post.goAway();
        var stranger = workbench.stranger("en").newPage();
        try {
            stranger.navigate(reception("subscribe"));
            stranger.locator("#address").fill("bo@customer.example");
            stranger.getByLabel("Agreements").check();
            press(stranger.locator("button"));
            assertThat(stranger.locator("h1").textContent()).isEqualTo("Look into your mailbox");
            var editor = workbench.logIn("en", "elsa", "nordhamn:editor");
            editor.navigate(workbench.address("nordhamn/notices"));
            await().untilAsserted(() -> {
                editor.reload();
                assertThat(editor.locator("section[aria-labelledby=stuck] tbody")
                                .textContent())
                        .contains("Subscribing and confirming", "1")
                        .doesNotContain("bo@");
            });
            assertThat(editor.locator("section[aria-labelledby=acts]").textContent())
                    .contains("1 letter waits although tried, the oldest since");
            workbench.look(editor, "notices-stuck");
            post.comeBack();
            press(editor.locator("section[aria-labelledby=stuck] button"));
        } catch (RuntimeException | AssertionError trouble) {
            post.goAway();
            post.comeBack();
            throw trouble;
        }
        await().until(() -> post.to("bo@customer.example"), letters -> letters.size() == 1);
        var letter = post.to("bo@customer.example").getFirst();
        stranger.navigate(atTheOffice(letter.lineThatBegins(SITE + "/reception/nordhamn/stop/")));
        workbench.look(stranger, "stop");
        press(stranger.locator("button"));
        assertThat(stranger.locator("h1").textContent()).isEqualTo("No such letter comes again");
        workbench.look(stranger, "stopped");
    }

    @Test
    void inSwedishEverythingIsSwedish() {
        var reader = workbench.stranger("sv").newPage();
        reader.navigate(reception("subscribe"));
        assertThat(reader.locator("html").getAttribute("lang")).isEqualTo("sv");
        assertThat(reader.locator("h1").textContent()).isEqualTo("Få veta när något ändras");
        assertThat(reader.locator("form").textContent())
                .contains("Nordhamn Cloud AB är personuppgiftsansvarig", "Enheten för dataskydd och säkerhet");
        workbench.look(reader, "subscribe-sv");
        var auditor = workbench.logIn("sv", "astrid", "nordhamn:auditor");
        auditor.navigate(workbench.address("nordhamn/notices"));
        assertThat(auditor.locator("h1").textContent()).isEqualTo("Meddelanden");
        workbench.look(auditor, "notices-sv");
    }

    private String atTheOffice(String link) {
        return link.replace(SITE, workbench.office().reception("").toString());
    }

    private void show(Post.Arrived letter, String name) {
        var page = workbench.stranger("en").newPage();
        page.setContent(letter.html());
        page.setViewportSize(720, 900);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
        page.context().close();
    }

    /** One of the answers says something else, and why. */
    private static String changed(String sample) {
        return sample.replaceFirst("a new one 30 days before", "a new one 60 days before")
                .replaceFirst("(?m)^    from: 2025-09-01$", "    from: 2026-11-15");
    }

    private String reception(String path) {
        return workbench
                .office()
                .reception("/reception/%s/%s".formatted(NORDHAMN, path))
                .toString();
    }
}
