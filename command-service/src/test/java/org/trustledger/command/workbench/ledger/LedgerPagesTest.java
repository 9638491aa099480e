package org.trustledger.command.workbench.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.command.ledger.Facts.profile;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.AgreementRevisionPublished;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.Category;
import org.trustledger.events.CategoryPublished;
import org.trustledger.events.Clause;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.Fact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Statement;
import org.trustledger.events.Trigger;
import org.trustledger.events.TrustCenterId;

/** The ledger in a real browser: three thousand facts, a clause that changed, a long text, a title of one letter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerPagesTest {
    private static final String FYRSKAR = "fyrskar";
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final int ANSWERS = 3_000;
    private static final int REVISION = ANSWERS + 4;
    private static final int CORRECTION = REVISION + 1;
    private static final int REMOVAL = CORRECTION + 1;
    private static final int LONG = REMOVAL + 1;

    private final Workbench workbench = Workbench.shared();

    @BeforeAll
    void record() {
        record(
                "actor-0000000000000001",
                profile(1, MARCH, "sv", "en"),
                new CategoryPublished(stated("data", 1, null), new Category(1, both("Data", "Data"))));
        record(
                "actor-0000000000000001",
                IntStream.rangeClosed(1, ANSWERS)
                        .mapToObj(number -> answer("answer-" + number, 1, null, "Where is copy %d?".formatted(number)))
                        .toArray(Fact[]::new));
        record("actor-0000000000000002", agreement(1, "30", "Sub-processors are named on a list.", "1"));
        record("actor-0000000000000002", agreement(2, "10", "Sub-processors are named on a list.", "2"));
        record("actor-0000000000000001", answer("answer-7", 2, 9L, "Where is copy 7 now?"));
        record(
                "actor-0000000000000001",
                new AnswerRetired(new Statement(
                        "answer-8", 2, JUNE, null, both("No longer asked", "Ingen frågar längre"), null)));
        record(
                "actor-0000000000000001",
                new AnswerPublished(
                        stated("long", 1, null),
                        new Answer(
                                1,
                                "data",
                                List.of(),
                                both("A", "Å"),
                                both("w".repeat(300) + " word".repeat(40_000), "ord"))));
    }

    private void record(String actor, Fact... facts) {
        workbench
                .office()
                .bean(Ledger.class)
                .record(new TrustCenterId(FYRSKAR), actor, "correlation-1", _ -> List.of(facts));
    }

    private static Fact agreement(int revision, String days, String last, String number) {
        return new AgreementRevisionPublished(
                new Statement(
                        "dpa", revision, revision == 1 ? MARCH : JUNE, null, both("A new law", "En ny lag"), null),
                new AgreementRevision(
                        1,
                        both("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                        Trigger.CHANGED_LEGISLATION,
                        both("NIS2, article 21", "NIS2, artikel 21"),
                        List.of(
                                new Clause(
                                        "breach",
                                        "1",
                                        both("Breach notice", "Incidenter"),
                                        both(
                                                "We tell you within %s hours. ".formatted(days)
                                                        + "It stays so. ".repeat(90),
                                                "Vi säger till inom %s timmar.".formatted(days))),
                                new Clause(
                                        "list",
                                        number.equals("1") ? "2" : "3",
                                        both("List", "Lista"),
                                        both(last, last))),
                        revision == 1
                                ? List.of()
                                : List.of(new ClauseReason(
                                        "breach",
                                        Trigger.NEW_REGULATORY_REQUIREMENT,
                                        null,
                                        both("The authority asks for it", "Myndigheten kräver det")))));
    }

    private static Fact answer(String item, int revision, @Nullable Long corrects, String question) {
        return new AnswerPublished(
                stated(item, revision, corrects),
                new Answer(1, "data", List.of(), both(question, question), both("In Luleå.", "I Luleå.")));
    }

    private static Statement stated(String item, int revision, @Nullable Long corrects) {
        return new Statement(item, revision, MARCH, null, both("First publication", "Första publiceringen"), corrects);
    }

    private static LocalizedText both(String english, String swedish) {
        return new LocalizedText(new TreeMap<>(Map.of("en", english, "sv", swedish)));
    }

    @Test
    void showsEveryFactNewestFirstAndTurnsItsPagesBothWays() {
        var page = workbench.logIn("en", "revisor", "fyrskar:auditor");
        press(page.locator(".rail a:has-text('The ledger')"));

        assertThat(page.locator("h1").textContent()).isEqualTo("The ledger");
        assertThat(positions(page)).hasSize(50).first().isEqualTo("№" + LONG);
        press(page.locator(".pager [rel=next]"));
        assertThat(positions(page)).hasSize(50).first().isEqualTo("№" + (LONG - 50));
        press(page.locator(".pager [rel=prev]"));
        assertThat(positions(page)).first().isEqualTo("№" + LONG);
        go(page, "fyrskar/ledger?before=3");
        assertThat(positions(page)).containsExactly("№2", "№1");
        assertThat(page.locator(".pager [rel=next]").count()).isZero();
        page.context().close();
    }

    @Test
    void findsWhatIsAskedForByTheForm() {
        var page = workbench.logIn("en", "astrid", "fyrskar:editor");
        go(page, "fyrskar/ledger");

        page.locator("#filter-happened").selectOption("corrected");
        press(page.locator(".filters button"));
        assertThat(positions(page)).containsExactly("№" + CORRECTION);
        page.locator("#filter-happened").selectOption("");
        page.locator("#filter-kind").selectOption("agreements");
        press(page.locator(".filters button"));
        assertThat(positions(page)).containsExactly("№" + REVISION, "№" + (REVISION - 1));
        press(page.locator(".filters a"));
        press(page.locator(".filters-more summary"));
        page.locator("#filter-actor").fill("actor-0000000000000002");
        press(page.locator(".filters button"));
        assertThat(positions(page)).containsExactly("№" + REVISION, "№" + (REVISION - 1));
        go(page, "fyrskar/ledger?commit=2");
        assertThat(positions(page)).containsExactly("№2", "№1");
        go(page, "fyrskar/ledger?until=2020-01-01");
        assertThat(page.locator(".nothing").textContent()).startsWith("No fact matches");
        go(page, "fyrskar/ledger?kind=answers&happened=removed");
        assertThat(page.locator(".item-cell a").textContent())
                .as("what is removed is called what it was called")
                .isEqualTo("Where is copy 8?");
        page.context().close();
    }

    @Test
    void saysAtTheFieldWhatCannotBeUnderstood() {
        var page = workbench.logIn("sv", "astrid", "fyrskar:editor");

        var answer = go(page, "fyrskar/ledger?from=2026-02-30&item=svar&actor=%3Cscript%3E&commit=-1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(page.locator("#filter-from-error").textContent())
                .isEqualTo("”2026-02-30” är inget datum. Ange ett som 2026-03-01.");
        assertThat(page.locator("#filter-item-error").textContent()).startsWith("”svar” är ingen post.");
        assertThat(page.locator("#filter-actor-error").textContent()).startsWith("”<script>” är ingen aktör.");
        assertThat(page.locator("#filter-commit-error").textContent()).startsWith("”-1” är ingen position.");
        assertThat(page.locator(".dense").count()).isZero();
        workbench.look(page, "ledger-wrong-sv");
        page.context().close();
    }

    @Test
    void aFactShowsBeforeAndAfterWordByWord() {
        var page = workbench.logIn("en", "astrid", "fyrskar:approver");
        go(page, "fyrskar/ledger/" + REVISION);

        assertThat(page.locator("h1").textContent()).isEqualTo("Data processing agreement");
        assertThat(page.locator(".fact-title ~ .why-box").first().textContent()).isEqualTo("Why A new law");
        assertThat(page.locator(".facts-of").first().textContent())
                .contains("changed legislation", "NIS2, article 21", "Revision 2 of agreements/dpa");
        assertThat(page.locator(".fact-clause").count()).isEqualTo(2);
        var clause = page.locator(".fact-clause").first();
        assertThat(clause.locator(".redline").first().textContent()).contains("deleted: 30", "added: 10", "[…]");
        assertThat(clause.locator(".why-box").textContent())
                .isEqualTo("Why new regulatory requirement. The authority asks for it");
        assertThat(page.locator(".fact-clause h3").last().textContent()).isEqualTo("Clause 3, until now 2 renumbered");
        press(page.locator(".neighbours a:has-text('Version before')"));
        assertThat(page.url()).endsWith("/ledger/" + (REVISION - 1));
        press(page.locator(".neighbours a:has-text('Next in the ledger')"));
        assertThat(page.url()).endsWith("/ledger/" + REVISION);
        page.context().close();
    }

    @Test
    void aCorrectionLeadsToWhatWasWrong() {
        var page = workbench.logIn("en", "astrid", "fyrskar:editor");
        go(page, "fyrskar/ledger/" + CORRECTION);

        assertThat(page.locator(".deed").textContent()).isEqualTo("corrected");
        assertThat(page.locator(".changes .redline").first().textContent()).contains("copy 7", "added:", "now");
        press(page.locator(".facts-of a:has-text('№9')"));
        assertThat(page.url()).endsWith("/ledger/9");
        page.context().close();
    }

    @Test
    void theBytesAreThoseThatWerePublishedAndBearTheirDigest() throws Exception {
        var page = workbench.logIn("en", "revisor", "fyrskar:auditor");
        go(page, "fyrskar/ledger/" + CORRECTION);

        var download = page.request()
                .get(workbench.address("fyrskar/ledger/%d/bytes".formatted(CORRECTION)))
                .body();

        var kept = Objects.requireNonNull(workbench
                .office()
                .jdbc()
                .queryForObject(
                        "select bytes from public_fact where trust_center = ? and position = ?",
                        byte[].class,
                        FYRSKAR,
                        CORRECTION));
        assertThat(download).isEqualTo(kept);
        assertThat(page.locator(".digest").textContent())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(kept)));
        assertThat(page.locator(".published").textContent()).isEqualTo(new String(kept, StandardCharsets.UTF_8));
        page.context().close();
    }

    @Test
    void whatIsLongIsCutAndTheRestIsInTheFile() {
        var page = workbench.logIn("en", "astrid", "fyrskar:editor");
        var answer = go(page, "fyrskar/ledger/" + LONG);

        assertThat(answer.body().length).isLessThan(100_000);
        assertThat(page.locator("h1").textContent()).isEqualTo("A");
        assertThat(page.locator("main").textContent()).contains("This is long, so the rest is left out here.");
        workbench.look(page, "fact-long-en");
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"en, astrid", "sv, revisor"})
    void isWholeInBothLanguages(String language, String subject) {
        var page = workbench.logIn(language, subject, "fyrskar:auditor", "tomskar:auditor");

        go(page, "fyrskar/ledger?from=2026-01-01");
        workbench.look(page, "ledger-" + language);
        go(page, "fyrskar/ledger/" + REVISION);
        workbench.look(page, "fact-" + language);
        go(page, "fyrskar/ledger/3");
        workbench.look(page, "fact-commit-" + language);
        go(page, "tomskar/ledger");
        assertThat(page.locator(".nothing").textContent()).isNotBlank();
        workbench.look(page, "ledger-empty-" + language);
        page.context().close();
    }

    @Test
    void isReadWithTheKeyboardAlone() {
        var page = workbench.logIn("en", "astrid", "fyrskar:editor");
        go(page, "fyrskar/ledger?kind=agreements");

        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        for (var tab = 0;
                tab < 40 && !(Boolean) page.evaluate("document.activeElement.matches('.facts th a')");
                tab++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");

        page.waitForURL("**/ledger/" + REVISION);
        page.context().close();
    }

    @Test
    void everyFactOfTheSampleHasAPage() {
        var page = workbench.logIn("sv", "revisor", "nordhamn:auditor");
        var last = workbench
                .office()
                .jdbc()
                .queryForObject("select position from ledger where trust_center = 'nordhamn'", Long.class);

        var without = new ArrayList<Long>();
        for (var position = 1L; position <= Objects.requireNonNull(last); position++) {
            var answer = page.request().get(workbench.address("nordhamn/ledger/" + position));
            if (answer.status() != 200 || !answer.text().contains("№" + position)) {
                without.add(position);
            }
        }

        assertThat(without).isEmpty();
        page.context().close();
    }

    @Test
    void nobodyReadsTheLedgerOfAnother() {
        var page = workbench.logIn("en", "birger", "soderhamn:administrator");

        for (var path : Arrays.asList("fyrskar/ledger", "fyrskar/ledger/1", "fyrskar/ledger/1/bytes")) {
            assertThat(page.request().get(workbench.address(path)).status())
                    .as(path)
                    .isEqualTo(403);
        }
        for (var path : Arrays.asList("soderhamn/ledger/1", "soderhamn/ledger/0", "soderhamn/ledger/x")) {
            assertThat(page.request().get(workbench.address(path)).status())
                    .as(path)
                    .isEqualTo(404);
        }
        page.context().close();
    }

    private static List<String> positions(Page page) {
        // A click waits until the next page begins to come, not until it is whole.
        page.waitForLoadState();
        return page.locator(".facts tbody th a").allTextContents();
    }

    private Response go(Page page, String path) {
        return Objects.requireNonNull(page.navigate(workbench.address(path)));
    }
}
