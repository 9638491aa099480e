package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterRemoved;
import org.trustledger.events.Trigger;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import tools.jackson.databind.JsonNode;

/** What has been postponed comes on its new day only, and what was withdrawn does not come, wherever that is said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComingTest {
    private final Facts facts = new Facts("nordhamn");
    private Counter counter;

    @BeforeAll
    void open(@TempDir Path archive) {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-11-29T09:00:00Z"));
        commit(
                "2026-01-10",
                facts.stated("profile", null, null, null, Facts.profile("Nordhamn")),
                facts.stated("operations", null, null, null, new Category(1, both("Operations", "Drift"))));
        commit(
                "2026-02-01",
                stated("backups", null, null, answer("30 days", 1)),
                stated("restores", null, null, answer("Monthly", 2)),
                stated("dpa", null, null, agreement("30 days")),
                stated("sla", null, null, agreement("99 percent")),
                stated("lulea", null, null, hall("Luleå")));
        commit(
                "2026-11-01",
                stated("backups", "2026-12-04", null, answer("90 days", 1)),
                stated("restores", "2027-03-01", null, answer("Weekly", 2)),
                stated("dpa", "2027-02-01", null, agreement("14 days")),
                stated("sla", "2027-02-01", null, agreement("98 percent")),
                removed("lulea", "2026-12-31"));
        commit(
                "2026-11-10",
                stated("backups", "2026-12-04", "2026-12-10", answer("30 days", 1)),
                stated("backups", "2026-12-10", null, answer("90 days", 1)));
        commit("2026-11-11", stated("restores", "2027-03-01", null, answer("Monthly", 7)));
        commit(
                "2026-11-12",
                stated("dpa", "2027-02-01", "2027-04-01", agreement("30 days")),
                stated("dpa", "2027-04-01", null, agreement("14 days")));
        commit("2026-11-13", stated("sla", "2027-02-01", null, agreement("99 percent")));
        commit(
                "2026-11-14",
                stated("lulea", "2026-12-31", "2027-05-01", hall("Luleå")),
                removed("lulea", "2027-05-01"));
        counter.shows(facts);
    }

    private void commit(String date, Facts.Draft... drafts) {
        facts.commit(day(date), drafts);
    }

    private Facts.Draft stated(String item, @Nullable String from, @Nullable String until, Content content) {
        return facts.stated(item, from == null ? null : day(from), until == null ? null : day(until), null, content);
    }

    private Facts.Draft removed(String item, String from) {
        return facts.removed(item, day(from), DataCenterRemoved::new);
    }

    private static Answer answer(String text, int order) {
        return new Answer(order, "operations", List.of(), both("How?", "Hur?"), both(text, text));
    }

    private static AgreementRevision agreement(String text) {
        return new AgreementRevision(
                1,
                both("Agreement", "Avtal"),
                Trigger.COMMERCIAL,
                null,
                List.of(new Clause("only", "1", both("Scope", "Omfattning"), both(text, text))),
                List.of());
    }

    private static DataCenter hall(String name) {
        return new DataCenter(
                1,
                both(name, name),
                "Hallen AB",
                both(name, name),
                "SE",
                both("Production", "Produktion"),
                List.of(both("Mail", "Post")),
                List.of("ISO/IEC 27001"));
    }

    @AfterAll
    void close() {
        counter.close();
    }

    private String body(String path) {
        var answer = counter.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private Document page(String path) {
        return Jsoup.parse(body(path));
    }

    private static List<String> told(JsonNode coming) {
        return coming.valueStream()
                .map(one -> "%s %s"
                        .formatted(
                                one.at("/stated/id").asString(),
                                one.at("/stated/from").asString()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Coming on 10 December 2026, Coming on 1 April 2027, Ends on 1 May 2027
            sv | Gäller från 10 december 2026, Gäller från 1 april 2027, Upphör 1 maj 2027
            """)
    void theOverviewListsWhatChangesOnly(String language, String titles) {
        var page = page("/nordhamn/?lang=" + language);

        assertThat(page.select("#coming .card-title").eachText()).containsExactly(titles.split(", "));
        assertThat(page.select("#coming li")).hasSize(3);
    }

    @Test
    void whatEndsIsReadOnADayOnWhichItReadsSo() {
        var ways = page("/nordhamn/?lang=en").select("#coming li a").eachAttr("href");

        assertThat(ways.get(0)).contains("backups", "validAt=2026-12-10");
        assertThat(ways.get(1)).contains("dpa", "validAt=2027-04-01");
        assertThat(ways.get(2)).as("it reads today as it will until its end").doesNotContain("validAt");
    }

    @ParameterizedTest
    @CsvSource({
        "answers/backups, changes 10 Dec 2026",
        "answers/restores, ",
        "agreements/dpa, changes 1 Apr 2027",
        "agreements/sla, ",
    })
    void theMarginSaysWhenItReallyChanges(String path, @Nullable String said) {
        assertThat(page("/nordhamn/%s?lang=en".formatted(path))
                        .select(".title .margin .is-coming, .entry-title .margin .is-coming")
                        .eachText())
                .containsExactly(said == null ? new String[0] : new String[] {said});
    }

    @ParameterizedTest
    @ValueSource(strings = {"answers/backups?validAt=2026-12-05&lang=en", "agreements/sla?validAt=2027-03-01&lang=en"})
    void aDayOnWhichItReadsTheSameIsNotSaidToDiffer(String path) {
        assertThat(page("/nordhamn/" + path)
                        .select(".title .margin .margin-note, .entry-title .margin .margin-note")
                        .eachText())
                .isEmpty();
    }

    @Test
    void aRevisionThatChangesNothingIsNotCalledToCome() {
        assertThat(page("/nordhamn/agreements/sla?lang=en")
                        .select(".revisions > li")
                        .eachText())
                .anyMatch(line -> line.startsWith("1 Feb 2027") && line.contains("changes nothing"))
                .noneMatch(line -> line.contains("not yet in force"));
        assertThat(page("/nordhamn/agreements/dpa?lang=en")
                        .select(".revisions > li.is-coming")
                        .eachText())
                .singleElement()
                .asString()
                .startsWith("1 Apr 2027")
                .contains("not yet in force");
    }

    @ParameterizedTest
    @CsvSource({"sla, 1 Feb 2026", "dpa, 1 Feb 2026; 1 Apr 2027"})
    void theRedlineOffersWhatReadsDifferently(String agreement, String days) {
        assertThat(page("/nordhamn/agreements/%s/redline?lang=en".formatted(agreement))
                        .select("select[name=from] option[value~=^[1-9]]")
                        .eachText())
                .extracting(option -> option.replaceFirst(".* · ", ""))
                .containsExactly(days.split("; "));
    }

    @Test
    void aMoveUnderAnotherHeadingIsComing(@TempDir Path archive) {
        var moved = backups();
        moved.commit(
                day("2026-11-01"),
                moved.stated(
                        "backups",
                        day("2027-03-01"),
                        null,
                        null,
                        new Answer(1, "encryption", List.of(), both("How?", "Hur?"), both("30 days", "30 days"))));
        try (var other = showing(moved, archive)) {
            assertThat(told(other.json("/api/v1/trust-centers/nordhamn").path("coming")))
                    .containsExactly("backups " + day("2027-03-01"));
        }
    }

    @Test
    void aPostponementInOneFactLeavesNoMarkAtTheOldDay(@TempDir Path archive) {
        var postponed = backups();
        postponed.commit(
                day("2026-11-01"), postponed.stated("backups", day("2026-12-04"), null, null, answer("90 days", 1)));
        postponed.commit(
                day("2026-11-10"),
                postponed.stated("backups", day("2026-12-04"), day("2026-12-10"), null, answer("30 days", 1)));
        try (var other = showing(postponed, archive)) {
            assertThat(Jsoup.parse(other.get("/nordhamn/changes?lang=en").body())
                            .select(".is-coming .kind-of")
                            .eachText())
                    .noneMatch(text -> text.contains("from 4 December 2026") && !text.contains("postponed"));
        }
    }

    /** One answer that reads "30 days" under "operations", and a category {@code encryption} beside that. */
    private static Facts backups() {
        var facts = new Facts("nordhamn");
        facts.commit(
                day("2026-01-10"),
                facts.stated("profile", null, null, null, Facts.profile("Nordhamn")),
                facts.stated("operations", null, null, null, new Category(1, both("Operations", "Drift"))),
                facts.stated("encryption", null, null, null, new Category(2, both("Encryption", "Kryptering"))));
        facts.commit(day("2026-02-01"), facts.stated("backups", null, null, null, answer("30 days", 1)));
        return facts;
    }

    private static Counter showing(Facts facts, Path archive) {
        var counter = Counter.withArchive(archive).at(Instant.parse("2026-11-29T09:00:00Z"));
        counter.shows(facts);
        return counter;
    }

    @Test
    void everyStatementEverRecordedIsInItsHistory() {
        var history = page("/nordhamn/answers/backups?lang=en").select(".history > li");

        assertThat(history).hasSize(4);
        assertThat(history.eachText()).noneMatch(text -> text.contains("not yet"));
    }

    @Test
    void programsAreToldTheSame() {
        var view = counter.json("/api/v1/trust-centers/nordhamn");
        var expected = new String[] {"backups " + day("2026-12-10"), "dpa " + day("2027-04-01")};

        assertThat(told(view.path("coming"))).containsExactly(expected);
        assertThat(told(view.path("ending"))).containsExactly("lulea " + day("2026-12-31"));
        assertThat(told(counter.json("/nordhamn/index.json").at("/content/view/coming")))
                .containsExactly(expected);
        assertThat(told(counter.json("/nordhamn/agreements.json").at("/content/coming")))
                .containsExactly(expected[1]);
        assertThat(told(counter.json("/nordhamn/differences.json?from=2026-01-20")
                        .at("/content/coming")))
                .containsExactly(expected);
        assertThat(told(counter.json("/api/v1/trust-centers/nordhamn/differences?fromValidAt=2026-01-20")
                        .path("coming")))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"index.md, 4 December, 10 December", "agreements.md, 1 February 2027, 1 April"})
    void theDocumentsSayTheSame(String path, String former, String day) {
        assertThat(body("/nordhamn/%s?lang=en".formatted(path)))
                .contains("Coming on " + day)
                .doesNotContain("Coming on " + former);
    }

    @Test
    void whatWasAnnouncedBeforeItWasPostponedWasToCome() {
        assertThat(told(counter.json("/api/v1/trust-centers/nordhamn?recordedAt=2026-11-05")
                        .path("coming")))
                .containsExactly(
                        "backups " + day("2026-12-04"),
                        "dpa " + day("2027-02-01"),
                        "sla " + day("2027-02-01"),
                        "restores " + day("2027-03-01"));
    }

    @Test
    void amongWhatWasRecordedOnlyWhatStillComesIsMarked() {
        var marked =
                page("/nordhamn/changes?lang=en").select(".is-coming .kind-of").eachText();

        assertThat(marked).noneMatch(text -> text.contains("from 4 December 2026") && !text.contains("postponed"));
        assertThat(marked).anyMatch(text -> text.contains("to 10 December 2026"));
    }
}
