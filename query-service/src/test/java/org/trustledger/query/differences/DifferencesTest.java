package org.trustledger.query.differences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.history.Steps;
import tools.jackson.databind.JsonNode;

/** What became of each item between two points in time, from Kafka to HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferencesTest {
    private static final String DIFFERENCES = "/api/v1/trust-centers/nordhamn/differences";

    private final Facts facts = new Facts("nordhamn");
    private Counter counter;

    @BeforeAll
    void aYear(@TempDir Path archive) {
        facts.commit(
                day("2026-01-10"),
                facts.stated("profile", day("2024-01-15"), null, null, Facts.profile("Nordhamn")),
                facts.stated("operations", null, null, null, new Category(1000, both("Operations", "Drift"))),
                facts.stated("security", null, null, null, new Category(2000, both("Security", "Säkerhet"))),
                facts.stated("kept", null, null, null, answer("operations", "gdpr", "Stays.")),
                facts.stated("reworded", null, null, null, answer("operations", "gdpr", "Old words.")),
                facts.stated("wrong", null, null, null, answer("security", "nis2", "30 days.")),
                facts.stated("moved", null, null, null, answer("operations", "gdpr", "The same.")),
                facts.stated("repeated", null, null, null, answer("security", "nis2", "Said twice.")),
                facts.stated("dropped", null, null, null, answer("security", "gdpr", "Gone soon.")),
                facts.stated("timed", null, day("2026-05-01"), null, answer("security", "gdpr", "For a while.")));
        facts.commit(
                day("2026-04-01"),
                facts.stated(
                        "reworded",
                        null,
                        null,
                        both("Clearer", "Tydligare"),
                        null,
                        answer("operations", "gdpr", "New.")),
                facts.stated(
                        "wrong", null, null, both("It is 14", "Det är 14"), 6L, answer("security", "nis2", "14 days.")),
                facts.stated(
                        "moved", null, null, both("Tidied", "Städat"), null, answer("security", "gdpr", "The same.")),
                facts.stated(
                        "repeated", null, null, both("Again", "Igen"), null, answer("security", "nis2", "Said twice.")),
                facts.stated(
                        "fresh",
                        null,
                        null,
                        both("Asked often", "Frågas ofta"),
                        null,
                        answer("security", "dora", "New.")),
                facts.removed("dropped", null, AnswerRetired::new),
                facts.stated(
                        "later",
                        day("2027-02-01"),
                        null,
                        both("Soon", "Snart"),
                        null,
                        answer("security", "dora", "Then.")),
                facts.removed("kept", day("2027-03-01"), AnswerRetired::new));
        counter = Counter.withArchive(archive)
                .at(Instant.parse("2026-11-22T12:00:00Z"))
                .shows(facts);
    }

    @AfterAll
    void close() {
        counter.close();
    }

    private static Content answer(String category, String tag, String text) {
        return new Answer(1, category, List.of(tag), both("What of it?", "Vad då?"), both(text, "På svenska: " + text));
    }

    private JsonNode ask(String query) {
        var page = counter.json(DIFFERENCES + "?" + query);
        assertThat(page.path("total").isInt()).as(page.toString()).isTrue();
        return page;
    }

    private static List<String> told(JsonNode page) {
        return page.path("differences")
                .valueStream()
                .map(one -> "%s %s: %s"
                        .formatted(
                                one.path("item").asString(),
                                one.path("became").asString(),
                                one.at("/reason/en").asString()))
                .toList();
    }

    @Test
    void saysWhatBecameOfEachItemAndWhy() {
        assertThat(told(ask("fromValidAt=2026-02-01&toValidAt=2026-06-01")))
                .containsExactly(
                        "dropped retired: Not needed",
                        "fresh added: Asked often",
                        "moved moved: Tidied",
                        "reworded revised: Clearer",
                        "timed retired: First publication",
                        "wrong corrected: It is 14");
    }

    @Test
    void tellsAllThatWasStatedOnTheWay() {
        var steps = ask("fromValidAt=2026-02-01&fromRecordedAt=2026-02-01&toValidAt=2026-06-01")
                .path("differences")
                .valueStream()
                .map(one -> "%s: %s"
                        .formatted(
                                one.path("item").asString(),
                                one.path("steps")
                                        .valueStream()
                                        .map(step -> "%s%s%s"
                                                .formatted(
                                                        step.at("/reason/en").asString(),
                                                        step.path("removed").asBoolean() ? ", removed" : "",
                                                        step.path("corrects").isNull() ? "" : ", a correction"))
                                        .toList()));

        assertThat(steps)
                .containsExactly(
                        "dropped: [Not needed, removed]",
                        "fresh: [Asked often]",
                        "moved: [Tidied]",
                        "reworded: [Clearer]",
                        "timed: []",
                        "wrong: [It is 14, a correction]");
    }

    /** What a page costs is not for the history of an item to say. */
    @Test
    void ofALongWayTheNewestStepsAreTold() {
        var busy = new Facts("busy");
        busy.commit(
                day("2026-01-10"),
                busy.stated("profile", null, null, null, Facts.profile("Busy")),
                busy.stated("operations", null, null, null, new Category(1000, both("Operations", "Drift"))),
                busy.stated("often", null, null, null, answer("operations", "gdpr", "Version 0.")));
        for (var number = 1; number <= Steps.MOST + 3; number++) {
            busy.commit(
                    day("2026-03-01").plusSeconds(number),
                    busy.stated("often", null, null, null, answer("operations", "gdpr", "Version " + number)));
        }
        counter.relays(busy.all()).reaches("busy", busy.all().size());

        var often = counter.json("/api/v1/trust-centers/busy/differences"
                        + "?fromValidAt=2026-02-01&fromRecordedAt=2026-02-01&toValidAt=2026-06-01")
                .at("/differences/0");

        assertThat(often.path("steps")).hasSize(Steps.MOST);
        assertThat(often.path("stepsLeftOut").asBoolean()).isTrue();
        assertThat(often.at("/steps/49/position").asLong())
                .as("the newest is among them")
                .isEqualTo(busy.all().size());
        assertThat(counter.get("/busy/differences?lang=en&from=2026-02-01&to=2026-06-01&recordedAt=2026-06-01")
                        .body())
                .as("both as known at one moment: still on the way, for they began to apply on it")
                .contains("The last 50 statements on the way");
    }

    @Test
    void goesBackAsWell() {
        assertThat(told(ask("fromValidAt=2026-06-01&toValidAt=2026-02-01")))
                .contains("fresh retired: Asked often", "dropped added: First publication");
    }

    @Test
    void listsApartWhatIsAnnounced() {
        var page = ask("fromValidAt=2026-02-01&toValidAt=2026-06-01");

        assertThat(page.at("/coming/0/stated/id").asString()).isEqualTo("later");
        assertThat(page.at("/ending/0/stated/id").asString()).isEqualTo("kept");
        assertThat(ask("fromValidAt=2026-02-01&toValidAt=2027-04-01").path("coming"))
                .isEmpty();
        assertThat(told(ask("fromValidAt=2026-06-01&toValidAt=2027-04-01")))
                .containsExactly("kept retired: Not needed", "later added: Soon");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind=pillars                  |
            kind=trust-centers            |
            kind=profile                  |
            kind=answers&tag=dora         | fresh
            tag=nis2                      | wrong
            category=operations           | moved, reworded
            kind=categories&tag=gdpr      |
            """)
    void isNarrowedByKindCategoryAndTag(String filter, String items) {
        assertThat(ask("fromValidAt=2026-02-01&toValidAt=2026-06-01&" + filter)
                        .path("differences")
                        .valueStream()
                        .map(one -> one.path("item").asString()))
                .containsExactly(items == null ? new String[0] : items.split(", "));
    }

    @Test
    void comparesWhatWasKnownToo() {
        assertThat(told(ask("fromRecordedAt=2026-02-01&fromValidAt=2026-03-01&toValidAt=2026-03-01")))
                .as("of the same day, as known in February and today")
                .isEmpty();
        assertThat(told(ask("fromRecordedAt=2026-02-01&fromValidAt=2026-04-15&toValidAt=2026-04-15")))
                .contains("reworded revised: Clearer", "fresh added: Asked often");
    }

    @Test
    void isReadPageByPageFromOneState() {
        var first = ask("fromValidAt=2026-02-01&toValidAt=2026-06-01&limit=4");
        var second = counter.json(first.path("next").asString());

        assertThat(first.path("total").asInt()).isEqualTo(6);
        assertThat(told(first)).hasSize(4);
        assertThat(told(second)).containsExactly("timed retired: First publication", "wrong corrected: It is 14");
        assertThat(second.path("to")).isEqualTo(first.path("to"));
        assertThat(second.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            toValidAt=2026-06-01                     | fromValidAt
            fromValidAt=spring                       | fromValidAt 'spring'
            fromValidAt=2026-02-01&toRecordedAt=2031-01-01 | toRecordedAt '2031-01-01'
            fromValidAt=2026-02-01&kind=questions    | kind 'questions'
            fromValidAt=2026-02-01&validAt=2026-03-01 | validAt
            """)
    void refusesWhatItCannotReadAndNamesIt(String query, String named) {
        var answer = counter.get(DIFFERENCES + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(named.split(" ")[0])
                .contains(named.contains("'") ? named.split("'")[1] : "");
    }
}
