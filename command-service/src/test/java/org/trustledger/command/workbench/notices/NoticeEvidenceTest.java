package org.trustledger.command.workbench.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.command.workbench.Workbench;

/** What the pages on notices show of what is on record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticeEvidenceTest {
    private static final String HERE = "evidence";
    private static final String DEAD = "section[aria-labelledby=dead]";
    private static final String WORDS = "section[aria-labelledby=words]";
    private static final Path SAMPLE = Path.of("..", "infra", "sample", "nordhamn.yaml");

    // It has no store of keys any more.
    private final Workbench workbench = Workbench.told();
    private final JdbcTemplate jdbc = workbench.office().jdbc();
    private int numbers;

    @BeforeAll
    void begin() throws IOException {
        workbench.load(HERE, Files.readString(SAMPLE));
    }

    @AfterAll
    void close() {
        workbench.close();
    }

    @Test
    void whatNobodyAskedForIsToldToNobodyAndSaysWhatItWasAbout() {
        var notice = notice("Nordhamn: a new pack", 0);
        var page = workbench.logIn("en", "edit", HERE + ":editor");
        page.navigate(workbench.address(HERE + "/notices"));
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("a new pack"))
                        .textContent())
                .contains("to nobody");

        page.navigate(address(notice));
        assertThat(page.locator("h1").textContent()).isEqualTo("Nordhamn: a new pack");
        assertThat(page.locator(".nothing").textContent())
                .startsWith("Told to nobody: when it was made, nobody had asked to be told of ");
        assertThat(page.locator("main").textContent()).doesNotContain("Nothing has been sent yet", "Nobody has opened");
        workbench.look(page, "notice-to-nobody");

        var swedish = workbench.logIn("sv", "edvin", HERE + ":editor");
        swedish.navigate(workbench.address(HERE + "/notices"));
        assertThat(swedish.locator("main").textContent()).contains("till ingen");
        swedish.navigate(address(notice));
        assertThat(swedish.locator(".nothing").textContent()).startsWith("Ingen har fått detta: ");
    }

    @Test
    void atEachDeliveryStandsOfWhomItIsAfterWhatItTellsAndWithWhatItWasRefused() {
        var notice = notice("Nordhamn: refused", 3);
        var refused = delivery(notice, "subscribers", null);
        jdbc.update("""
                update delivery set after_position = 7, attempts = 1, given_up_at = now(), refusal_code = 550,
                  refusal_status = '5.1.1' where notice = ? and recipient = ?""", notice, refused);
        var waits = delivery(notice, "webhooks", null);
        jdbc.update("update delivery set refusal_code = 451 where notice = ? and recipient = ?", notice, waits);
        var taken = delivery(notice, "contacts", null);
        jdbc.update(
                "update delivery set refusal_code = 452, accepted_at = now() where notice = ? and recipient = ?",
                notice,
                taken);
        var page = workbench.logIn("en", "edith", HERE + ":auditor");
        page.navigate(address(notice));

        assertThat(row(page, refused))
                .contains("Subscriber: told of what came after position 7 of the ledger.")
                .contains("given up", "The mail server last refused it with 550 5.1.1.");
        assertThat(row(page, waits))
                .contains("Endpoint of a program: told of what came after position 3 of the ledger.")
                .contains("The mail server last refused it with 451.");
        assertThat(row(page, taken))
                .contains("contacts: told of what came after")
                .as("it was taken after all")
                .doesNotContain("452");
        workbench.look(page, "notice-refused");
    }

    @Test
    void whoEndedItStandsAtWhatWasNotSent() {
        var notice = notice("Nordhamn: nobody left", 4);
        var rows = new LinkedHashMap<String, String>();
        for (var why : List.of("left", "forgotten", "gone", "ended")) {
            var recipient = delivery(notice, "subscribers", null);
            jdbc.update(
                    "update delivery set not_sent_at = now(), not_sent_why = ? where notice = ? and recipient = ?",
                    why,
                    notice,
                    recipient);
            rows.put(why, recipient);
        }
        var page = workbench.logIn("en", "edna", HERE + ":auditor");
        page.navigate(address(notice));

        assertThat(row(page, rows.get("left"))).contains("They had left by then.");
        assertThat(row(page, rows.get("forgotten"))).contains("Administrators had forgotten them by then");
        assertThat(row(page, rows.get("gone"))).contains("The program had answered that it is gone.");
        assertThat(row(page, rows.get("ended"))).contains("The provider’s staff had ended the calls by then.");
    }

    private static String row(Page page, @Nullable String recipient) {
        return page.locator(
                        "tbody tr",
                        new Page.LocatorOptions()
                                .setHasText(Objects.requireNonNull(recipient).substring(0, 8)))
                .textContent();
    }

    @Test
    void noWordsAreLeftOut() {
        var notice = notice("Nordhamn: in many words", 25);
        for (var words = 0; words < 23; words++) {
            delivery(notice, "subscribers", words("Told no. " + words));
        }
        for (var data = 0; data < 2; data++) {
            called(notice, delivery(notice, "webhooks", null));
        }
        var page = workbench.logIn("en", "eskil", HERE + ":auditor");
        page.navigate(address(notice));

        assertThat(page.locator(WORDS + " details").count()).isEqualTo(20);
        page.getByText("Show 5 more").click();
        assertThat(page.locator(WORDS + " details").count()).isEqualTo(5);
        assertThat(page.locator(WORDS).textContent())
                .contains("As data, for programs")
                .doesNotContain("Show 5 more");
        workbench.look(page, "notice-more-words");
        page.getByText("Show the first ones").click();
        assertThat(page.locator(WORDS + " details").count()).isEqualTo(20);
    }

    @Test
    void whatTheFileOfANoticeHasOfDataThePageShows() {
        var notice = notice("Nordhamn: as data", 1);
        var endpoint = delivery(notice, "webhooks", null);
        called(notice, endpoint);
        // As a program took it before each attempt had its own.
        jdbc.update("""
                with attempt as (update webhook_attempt set data_sha256 = null where call = ?)
                update delivery set data_sha256 = ? where recipient = ?""", endpoint, endpoint + endpoint, endpoint);
        var page = workbench.logIn("en", "ester", HERE + ":auditor");
        page.navigate(address(notice));

        assertThat(page.locator(WORDS + " details").count()).isEqualTo(1);
        assertThat(page.locator(WORDS).textContent()).contains(endpoint + endpoint, "1 ");
        assertThat(page.request().get(address(notice) + "/record.json").text())
                .contains("\"data\":[\n{\"sha256\":\"" + endpoint + endpoint);
    }

    @Test
    void theExactWordsAreShownAsAMailProgramDoesAndAreThereAsTheOctetsThatAreDigested() {
        var sha256 = words("Told exactly");
        var notice = notice("Nordhamn: exactly", 1);
        delivery(notice, "subscribers", sha256);
        var page = workbench.logIn("en", "elis", HERE + ":auditor", "nordhamn:auditor");
        page.navigate(address(notice));
        page.locator(WORDS + " summary").click();
        workbench.look(page, "notice-words");

        var file = page.request().get(address(notice) + "/words/" + sha256 + "/words.txt");
        assertThat(file.headers())
                .containsEntry("content-disposition", "attachment; filename=\"%s.txt\"".formatted(sha256));
        assertThat(new String(file.body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "en\nTold exactly\n\nTold exactly, as text\n<!DOCTYPE html><title>Told</title><p>Told exactly");
        var letter = page.waitForResponse(
                "**/letter.html", () -> page.getByText("The letter as HTML").click());
        assertThat(letter.text()).isEqualTo("<!DOCTYPE html><title>Told</title><p>Told exactly");
        assertThat(letter.headers().get("content-type")).startsWith("text/html");
        assertThat(letter.headers().get("content-security-policy"))
                .startsWith("sandbox; default-src 'none'")
                .doesNotContain("allow", "script", "self");

        for (var other : new String[] {
            address(notice("Nordhamn: something else", 1)) + "/words/" + sha256,
            workbench.address("nordhamn/notices/%s/words/%s".formatted(notice, sha256))
        }) {
            for (var form : new String[] {"/letter.html", "/words.txt"}) {
                assertThat(page.request().get(other + form).status())
                        .as(other + form)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void whoCanReadNoAddressOfAProgramSeesWhatItWasToldAndHowItStands() {
        var notice = notice("Nordhamn: to a program", 1);
        var endpoint = delivery(notice, "webhooks", null);
        called(notice, endpoint);
        jdbc.update("""
                update webhook set ended_at = null, ended_because = null, known = '\\x00', proved_at = now(), told_from = 1
                where id = ?""", endpoint);
        jdbc.update("""
                update webhook_attempt set ended_at = now(), outcome = 'refused', status = 500 where call = ?""", endpoint);
        jdbc.update("update delivery set attempts = 1, given_up_at = now() where recipient = ?", endpoint);
        var page = workbench.logIn("en", "egil", HERE + ":administrator");

        page.navigate(address(notice));
        assertThat(row(page, endpoint)).contains("Program", "given up").doesNotContain("Program at");
        assertThat(page.locator(WORDS).textContent()).contains("As data, for programs");
        workbench.look(page, "notice-to-unreadable-program");
        page.navigate(workbench.address(HERE + "/notices"));
        assertThat(page.locator("section[aria-labelledby=dead]").textContent()).contains(endpoint.substring(0, 8));

        page.navigate(workbench.address(HERE + "/programs"));
        assertThat(row(page, endpoint))
                .contains("no store of keys is configured", "called", "A call was not taken.")
                .doesNotContain("may not be called", "None in the last");
        workbench.look(page, "programs-unreadable");
        page.locator("tbody summary").click();
        press(page.locator("form[action$=end] button"));
        assertThat(page.locator("main").textContent()).contains("ended and forgotten");
    }

    @Test
    void whatWasGivenUpStandsBeforeWhatCameBackAndAllOfItCanBeReached() throws IOException {
        workbench.load("undelivered", Files.readString(SAMPLE));
        var notice = notice("undelivered", "Nordhamn: not taken", 63);
        dead(notice, 'a', 3, "given_up_at = due_at - interval '3 days'");
        dead(notice, 'b', 60, "accepted_at = due_at, bounced_at = due_at, bounce_status = '5.1.1'");
        var page = workbench.logIn("en", "ebba", "undelivered:auditor");
        page.navigate(workbench.address("undelivered/notices"));

        var first = dead(page);
        assertThat(first).hasSize(50);
        assertThat(first.subList(0, 3)).allSatisfy(row -> assertThat(row).startsWith("aaaaa"));
        workbench.look(page, "notices-dead-first");
        press(page.getByText("More that did not arrive"));
        var rest = dead(page);
        assertThat(rest).hasSize(13);
        assertThat(Stream.concat(first.stream(), rest.stream())).doesNotHaveDuplicates();
        assertThat(page.locator(DEAD).textContent()).doesNotContain("More that did not arrive");
        workbench.look(page, "notices-dead-rest");
        press(page.getByText("The first that did not arrive"));
        assertThat(dead(page)).isEqualTo(first);
    }

    /** The number of each recipient that is listed. */
    private static List<String> dead(Page page) {
        return page.locator(DEAD + " tbody th").allInnerTexts();
    }

    /** So many that did not arrive, to recipients whose numbers begin with a digit of their own. */
    private void dead(String notice, char digit, int many, String became) {
        jdbc.update("""
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at, letter)
                select id, repeat(?, 5) || lpad(number::text, 3, '0') || repeat('0', 24), trust_center, 'subscribers',
                  '{packs}', 3, now(), md5(? || number)
                from notice, generate_series(1, ?) as number where id = ?""", String.valueOf(digit), String.valueOf(digit), many, notice);
        jdbc.update(
                "update delivery set %s where notice = ? and recipient like ?".formatted(became),
                notice,
                String.valueOf(digit).repeat(5) + "%");
    }

    @Test
    void noNoticeIsLeftOutWhereAPageEndsBetweenTwoOfOneMoment() throws IOException {
        workbench.load("boundary", Files.readString(SAMPLE));
        jdbc.update("""
                insert into notice (id, trust_center, kind, after_position, through, subject, topics, made_at, audience)
                select md5('boundary' || number), 'boundary', 'changes', 3, 9, 'Told ' || number, '{packs}',
                  timestamptz '2026-11-01 12:00:00.123456Z' - least(number, 50) * interval '1 hour', 0
                from generate_series(1, 53) as number""");
        var page = workbench.logIn("en", "elna", "boundary:auditor");
        page.navigate(workbench.address("boundary/notices"));
        var subjects = page.locator("table.told tbody th a");
        var first = subjects.allInnerTexts();
        press(page.locator(".pager a[rel=next]"));

        assertThat(first).hasSize(50);
        assertThat(Stream.concat(first.stream(), subjects.allInnerTexts().stream()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 53)
                        .mapToObj(number -> "Told " + number)
                        .toList());
    }

    @Test
    void allCallsThatWereGivenUpAreMadeAgainAtOnceButNotByAnAuditor() throws IOException {
        workbench.load("uncalled", Files.readString(SAMPLE));
        var notice = notice("uncalled", "Nordhamn: to programs", 3);
        for (var call = 0; call < 2; call++) {
            givenUp(notice, "uncalled", false);
        }
        givenUp(notice, "uncalled", true);
        var auditor = workbench.logIn("en", "egon", "uncalled:auditor");
        auditor.navigate(workbench.address("uncalled/notices"));
        assertThat(auditor.locator(DEAD + " tbody tr").count()).isEqualTo(3);
        assertThat(auditor.locator(DEAD + " button").count()).isZero();

        var page = workbench.logIn("en", "edda", "uncalled:editor");
        page.navigate(workbench.address("uncalled/notices"));
        workbench.look(page, "notices-calls-dead");
        press(page.getByText("Try all 2 calls again"));
        assertThat(page.locator("[role=status]").innerText())
                .isEqualTo("2 calls are made again. Endpoints that are paused are called once they are resumed.");
        assertThat(page.locator(DEAD + " tbody tr").count())
                .as("that of the endpoint that has ended")
                .isEqualTo(1);
        assertThat(jdbc.queryForObject(
                        "select count(*) from webhook_call where notice = ? and given_up_at is null",
                        Integer.class,
                        notice))
                .isEqualTo(2);
        assertThat(page.locator(DEAD).textContent()).doesNotContain("calls again");
    }

    /** A call to an endpoint that is paused, or has ended. */
    private void givenUp(String notice, String trustCenter, boolean ended) {
        var id = fresh();
        jdbc.update(
                """
                insert into webhook (id, trust_center, link_mark, known, topics, reminders, registered_at, proved_at,
                  told_from, paused_at, paused_because, ended_at, ended_because)
                values (?, ?, ?, ?, '{packs}', false, now(), now(), 0, now(), 'failing', %s)""".formatted(ended ? "now(), 'left'" : "null, null"),
                id,
                trustCenter,
                id + id,
                ended ? null : new byte[] {1});
        jdbc.update("""
                insert into webhook_call (id, webhook, notice, position, made_at, given_up_at)
                values (?, ?, ?, 9, now(), now())""", id, id, notice);
        jdbc.update("""
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at, call,
                  given_up_at) values (?, ?, ?, 'webhooks', '{packs}', 3, now(), ?, now())""", notice, id, trustCenter, id);
    }

    private String address(String notice) {
        return workbench.address("%s/notices/%s".formatted(HERE, notice));
    }

    private String fresh() {
        return "%08x".formatted(++numbers).repeat(4);
    }

    private String notice(String subject, int audience) {
        return notice(HERE, subject, audience);
    }

    private String notice(String trustCenter, String subject, int audience) {
        var id = fresh();
        jdbc.update("""
                insert into notice (id, trust_center, kind, after_position, through, subject, topics, made_at, audience)
                values (?, ?, 'changes', 3, 9, ?, '{packs}', now(), ?)""", id, trustCenter, subject, audience);
        return id;
    }

    /** @return the recipient */
    private String delivery(String notice, String audience, @Nullable String textSha256) {
        var recipient = fresh();
        jdbc.update("""
                insert into delivery (notice, recipient, trust_center, audience, topics, after_position, due_at, letter,
                  text_sha256) values (?, ?, ?, ?, '{packs}', 3, now(), ?, ?)""", notice, recipient, HERE, audience, recipient, textSha256);
        return recipient;
    }

    private String words(String subject) {
        return Objects.requireNonNull(jdbc.queryForObject("""
                insert into notice_text (sha256, language, subject, text, html)
                values (encode(sha256(convert_to(?, 'UTF8')), 'hex'), 'en', ?, ? || ', as text',
                  '<!DOCTYPE html><title>Told</title><p>' || ?) returning sha256""", String.class, subject, subject, subject, subject));
    }

    private void called(String notice, String recipient) {
        var sha256 = recipient + recipient;
        jdbc.update("""
                insert into webhook (id, trust_center, link_mark, topics, reminders, registered_at, ended_at, ended_because)
                values (?, ?, ?, '{}', false, now(), now(), 'left')""", recipient, HERE, sha256);
        jdbc.update("""
                insert into webhook_call (id, webhook, notice, position, made_at) values (?, ?, ?, 9, now())""", recipient, recipient, notice);
        jdbc.update("insert into notice_data (sha256, json) values (?, '{}')", sha256);
        jdbc.update("""
                insert into webhook_attempt (call, number, begun_at, body_sha256, data_sha256)
                values (?, 1, now(), ?, ?)""", recipient, sha256, sha256);
        jdbc.update(
                "update delivery set letter = null, call = ? where notice = ? and recipient = ?",
                recipient,
                notice,
                recipient);
    }
}
