package org.trustledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.ClauseReason;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Trigger;
import tools.jackson.databind.JsonNode;

/** What programs read of single items, lists, histories and differences, from Kafka to HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingTest {
    private static final String CENTER = "/api/v1/trust-centers/nordhamn";
    private static final String BACKUPS = CENTER + "/answers/backups";

    private final Facts facts = new Facts("nordhamn");
    private final Facts neighbour = new Facts("soderhamn");
    private Counter counter;

    @BeforeAll
    void aTrustCenterWithAPast(@TempDir Path archive) {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-11-22T12:00:00Z"));
        // 1 profile, 2-3 categories, 4 an answer, 5 the agreement
        counter.relays(facts.commit(
                day("2026-01-10"),
                facts.stated("profile", day("2024-01-15"), null, null, Facts.profile("Nordhamn Cloud")),
                facts.stated("operations", null, null, null, new Category(1000, both("Operations", "Drift"))),
                facts.stated("security", null, null, null, new Category(2000, both("Security", "Säkerhet"))),
                facts.stated(
                        "backups", day("2025-01-01"), null, null, backups("Kept for 30 days.", "Sparas i 30 dagar.")),
                facts.stated(
                        "dpa",
                        day("2025-01-01"),
                        null,
                        null,
                        agreement(
                                Trigger.COMMERCIAL,
                                List.of(),
                                clause("scope", "1", "All processing."),
                                clause("audits", "2", "Once a year."),
                                clause("breach", "3", "Without undue delay.")))));
        // 6 rewords the answer from March on; 7 revises the agreement, the clause of breaches untouched but renumbered
        counter.relays(facts.commit(
                day("2026-03-01"),
                facts.stated(
                        "backups",
                        day("2026-03-01"),
                        null,
                        both("Longer retention", "Längre lagring"),
                        null,
                        backups("Kept for 90 days.", "Sparas i 90 dagar.")),
                facts.stated(
                        "dpa",
                        day("2026-03-01"),
                        null,
                        both("Yearly revision", "Årlig översyn"),
                        null,
                        agreement(
                                Trigger.CHANGED_LEGISLATION,
                                List.of(new ClauseReason(
                                        "audits",
                                        Trigger.NEW_REGULATORY_REQUIREMENT,
                                        LocalizedText.of("en", "Regulation (EU) 2022/2554"),
                                        both("Auditors may come at any time", "Revisorer får komma när som helst"))),
                                clause("scope", "1", "All processing."),
                                clause("definitions", "2", "As in the GDPR."),
                                clause("breach", "3.1", "Without undue delay."),
                                clause("audits", "4", "Twice a year.")))));
        // 8 corrects what was said of January
        counter.relays(facts.commit(
                day("2026-04-01"),
                facts.stated(
                        "backups",
                        day("2025-01-01"),
                        day("2025-06-01"),
                        both("It was 14 days", "Det var 14 dagar"),
                        4L,
                        backups("Kept for 14 days.", "Sparas i 14 dagar."))));
        // 9 takes a clause away and changes nothing else
        counter.relays(facts.commit(
                day("2026-05-01"),
                facts.stated(
                        "dpa",
                        day("2026-05-01"),
                        null,
                        both("Shorter", "Kortare"),
                        null,
                        agreement(
                                Trigger.CORRECTION,
                                List.of(),
                                clause("scope", "1", "All processing."),
                                clause("breach", "3.1", "Without undue delay."),
                                clause("audits", "4", "Twice a year.")))));
        // 10-34 twenty-five answers, 35 retires the first
        counter.relays(facts.commit(
                day("2026-06-01"),
                IntStream.range(0, 25)
                        .mapToObj(number -> facts.stated(
                                "answer-%02d".formatted(number),
                                null,
                                null,
                                null,
                                new Answer(
                                        number,
                                        number % 2 == 0 ? "operations" : "security",
                                        number % 5 == 0 ? List.of("gdpr", "nis2") : List.of("gdpr"),
                                        number == 7
                                                ? LocalizedText.of("en", "Only English")
                                                : both("Question " + number, "Fråga " + number),
                                        null)))
                        .toArray(Facts.Draft[]::new)));
        counter.relays(facts.commit(day("2026-07-01"), facts.removed("answer-00", null, AnswerRetired::new)));
        counter.relays(neighbour.commit(
                day("2026-01-11"),
                neighbour.stated("secret", null, null, null, backups("Of the neighbour.", "Grannens."))));
        counter.start().reaches("nordhamn", 35).reaches("soderhamn", 1);
    }

    @AfterAll
    void close() {
        counter.close();
    }

    @Test
    void givesOneItemByBothClocks() {
        assertThat(text(counter.json(BACKUPS))).isEqualTo("Kept for 90 days.");
        assertThat(text(counter.json(BACKUPS + "?validAt=2025-03-01"))).isEqualTo("Kept for 14 days.");
        assertThat(text(counter.json(BACKUPS + "?validAt=2025-03-01&recordedAt=2026-03-31")))
                .as("before the correction was known")
                .isEqualTo("Kept for 30 days.");
        assertThat(counter.json(BACKUPS).at("/kind").asString()).isEqualTo("answers");
        assertThat(counter.json(CENTER + "/profile/profile")
                        .at("/stated/content/name")
                        .asString())
                .isEqualTo("Nordhamn Cloud");
    }

    private static String text(JsonNode item) {
        return item.at("/stated/content/text/en").asString();
    }

    @Test
    void keepsEveryVersionAndSaysWhatStands() {
        var now = counter.json(BACKUPS + "/history");
        assertThat(now.at("/total").asInt()).isEqualTo(3);
        var correction = now.at("/versions/0");
        assertThat(correction.at("/position").asInt()).isEqualTo(8);
        assertThat(correction.at("/corrects").asInt()).isEqualTo(4);
        assertThat(correction.at("/reason/en").asString()).isEqualTo("It was 14 days");
        assertThat(correction.at("/stands/0/until").asString()).isEqualTo("2025-05-31T22:00:00Z");
        var first = now.at("/versions/2");
        assertThat(first.at("/validFrom").asString()).isEqualTo("2024-12-31T23:00:00Z");
        assertThat(first.at("/validTo").isNull()).as("as it was stated").isTrue();
        assertThat(first.at("/stands/0/from").asString()).isEqualTo("2025-05-31T22:00:00Z");
        assertThat(first.at("/stands/0/until").asString()).isEqualTo("2026-02-28T23:00:00Z");
        assertThat(first.at("/correctedBy/0").asInt()).isEqualTo(8);
        assertThat(first.at("/supersededAt").isNull()).isTrue();

        var asKnownBefore = counter.json(BACKUPS + "/history?recordedAt=2026-03-31");
        assertThat(positions(asKnownBefore.at("/versions"))).containsExactly(6L, 4L);
        assertThat(asKnownBefore.at("/versions/1/correctedBy").size()).isZero();
    }

    @Test
    void keepsWhatWasRemovedInTheHistoryWithItsReason() {
        var item = CENTER + "/answers/answer-00";
        assertProblem(item, 404, "says-nothing-then", "'answer-00'");
        assertThat(counter.get(item + "?validAt=2026-06-15").statusCode()).isEqualTo(200);
        var history = counter.json(item + "/history");
        assertThat(history.at("/versions/0/removed").asBoolean()).isTrue();
        assertThat(history.at("/versions/0/content").isNull()).isTrue();
        assertThat(history.at("/versions/0/reason/en").asString()).isEqualTo("Not needed");
        assertThat(history.at("/versions/1/content/question/sv").asString()).isEqualTo("Fråga 0");
        assertThat(counter.json(item + "/history?recordedAt=2026-06-15")
                        .at("/total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void tellsTheVersionsOfOneClauseApartFromTheRevisionsAroundIt() {
        var audits = counter.json(CENTER + "/agreements/dpa/clauses/audits/history");
        assertThat(positions(audits.at("/versions"))).containsExactly(5L, 7L);
        assertThat(audits.at("/versions/0/changes").toString()).isEqualTo("[\"added\"]");
        assertThat(audits.at("/versions/1/changes").toString()).isEqualTo("[\"reworded\",\"renumbered\"]");
        assertThat(audits.at("/versions/1/trigger").asString()).isEqualTo("new-regulatory-requirement");
        assertThat(audits.at("/versions/1/legalSource/en").asString()).isEqualTo("Regulation (EU) 2022/2554");
        assertThat(audits.at("/versions/1/reasonIsOwn").asBoolean()).isTrue();
        assertThat(audits.at("/versions/1/until").isNull())
                .as("the revision of May leaves it as it was")
                .isTrue();
        var breach = counter.json(CENTER + "/agreements/dpa/clauses/breach/history");
        assertThat(breach.at("/versions/1/changes").toString()).isEqualTo("[\"renumbered\"]");
        assertThat(breach.at("/versions/1/reason/en").asString()).isEqualTo("Yearly revision");
        assertThat(breach.at("/versions/1/reasonIsOwn").asBoolean()).isFalse();
        var definitions = counter.json(CENTER + "/agreements/dpa/clauses/definitions/history");
        assertThat(definitions.at("/versions/1/changes").toString()).isEqualTo("[\"removed\"]");
        assertThat(definitions.at("/versions/1/clause").isNull()).isTrue();
        assertThat(definitions.at("/versions/1/trigger").asString()).isEqualTo("correction");
        assertProblem(CENTER + "/agreements/dpa/clauses/nothing/history", 404, "unknown-clause", "'nothing'");
        assertProblem(
                CENTER + "/agreements/dpa/clauses/definitions/history?recordedAt=2026-02-01",
                404,
                "unknown-clause",
                "'definitions'");
    }

    @Test
    void showsTheWordsBetweenTwoVersionsByPositionAndByDate() {
        var byPosition = counter.json(BACKUPS + "/difference?from=4&to=6");
        assertThat(byPosition.at("/from/revision").asInt()).isEqualTo(1);
        assertThat(byPosition.at("/to/reason/en").asString()).isEqualTo("Longer retention");
        assertThat(byPosition.at("/difference/fields").size()).isEqualTo(2);
        assertThat(byPosition.at("/difference/fields/0").toString())
                .isEqualTo("{\"field\":\"text\",\"language\":\"en\",\"presence\":\"changed\",\"runs\":["
                        + "{\"change\":\"equal\",\"text\":\"Kept for \"},{\"change\":\"removed\",\"text\":\"30\"},"
                        + "{\"change\":\"added\",\"text\":\"90\"},{\"change\":\"equal\",\"text\":\" days.\"}]}");
        var backwards = counter.json(BACKUPS + "/difference?from=6&to=4");
        assertThat(backwards.at("/difference/fields/0/runs/1/text").asString()).isEqualTo("90");

        var byDate = counter.json(BACKUPS + "/difference?fromValidAt=2025-03-01&toValidAt=2026-03-01");
        assertThat(byDate.at("/from/position").asInt()).isEqualTo(8);
        assertThat(byDate.at("/to/position").asInt()).isEqualTo(6);
        var asKnown =
                counter.json(BACKUPS + "/difference?fromValidAt=2025-03-01&toValidAt=2026-03-01&recordedAt=2026-03-15");
        assertThat(asKnown.at("/from/position").asInt()).isEqualTo(4);
        var sinceNothing = counter.json(BACKUPS + "/difference?fromValidAt=2020-01-01&to=4");
        assertThat(sinceNothing.at("/from").isNull()).isTrue();
        assertThat(sinceNothing.at("/difference/fields/0/presence").asString()).isEqualTo("added");
        assertThat(counter.json(BACKUPS + "/difference?from=4&to=4")
                        .at("/difference/identical")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void showsWhatBecameOfEachClause() {
        var difference = counter.json(CENTER + "/agreements/dpa/difference?from=5&to=7");
        var clauses = difference.at("/difference/clauses");
        assertThat(StreamSupport.stream(clauses.spliterator(), false)
                        .map(clause -> clause.at("/clause").asString()
                                + clause.at("/changes").toString())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("scope[] definitions[\"added\"] breach[\"renumbered\",\"moved\"]"
                        + " audits[\"reworded\",\"renumbered\"]");
        assertThat(clauses.at("/2/numberBefore").asString()).isEqualTo("3");
        assertThat(clauses.at("/2/numberAfter").asString()).isEqualTo("3.1");
        assertThat(clauses.at("/3/fields/0/runs/0/text").asString()).isEqualTo("Once");
        assertThat(counter.json(CENTER + "/agreements/dpa/difference?from=7&to=9")
                        .at("/difference/clauses/1/changes")
                        .toString())
                .isEqualTo("[\"removed\"]");
    }

    @Test
    void pagesThroughOneStateWhileTheListChanges(@TempDir Path archive) {
        var own = new Facts("paged");
        try (var other = Counter.withArchive(archive)) {
            other.relays(own.commit(
                            day("2026-01-10"),
                            IntStream.range(0, 25)
                                    .mapToObj(number -> own.pillar("pillar-%02d".formatted(number)))
                                    .toArray(Facts.Draft[]::new)))
                    .start()
                    .reaches("paged", 25);
            var seen = new ArrayList<String>();
            var next = "/api/v1/trust-centers/paged/pillars?limit=10";
            var position = 25;
            while (next != null) {
                var page = other.json(next);
                page.at("/items").forEach(stated -> seen.add(stated.at("/id").asString()));
                assertThat(page.at("/total").asInt()).isEqualTo(25);
                assertThat(page.at("/position").asInt()).isEqualTo(25);
                next = page.at("/next").isNull() ? null : page.at("/next").asString();
                position++;
                other.relays(own.commit(
                                day("2026-02-" + (position - 10)), own.pillar("a-new-one-%d".formatted(position))))
                        .reaches("paged", position);
            }
            assertThat(seen).hasSize(25).doesNotHaveDuplicates().allMatch(id -> id.startsWith("pillar-"));
        }
    }

    @Test
    void filtersAndPagesLists() {
        assertThat(counter.json(CENTER + "/answers").at("/total").asInt()).isEqualTo(25);
        assertThat(counter.json(CENTER + "/answers?category=security")
                        .at("/total")
                        .asInt())
                .isEqualTo(12);
        assertThat(counter.json(CENTER + "/answers?tag=gdpr&tag=nis2")
                        .at("/total")
                        .asInt())
                .isEqualTo(4);
        assertThat(counter.json(CENTER + "/answers?language=sv&category=security")
                        .at("/total")
                        .asInt())
                .isEqualTo(11);
        var page = counter.json(CENTER + "/answers?category=security&limit=5&validAt=2026-06-02");
        assertThat(page.at("/items").size()).isEqualTo(5);
        var cursor = page.at("/cursor").asString();
        var rest = counter.json(page.at("/next").asString());
        assertThat(rest.at("/validAt")).isEqualTo(page.at("/validAt"));
        assertThat(rest.at("/items/0/id").asString()).isEqualTo("answer-11");
        assertProblem(CENTER + "/answers?limit=5&cursor=" + cursor, 400, "bad-parameter", "no cursor of this list");
        assertProblem(
                CENTER + "/answers?category=security&validAt=2026-01-01&cursor=" + cursor,
                400,
                "bad-parameter",
                "validAt");
        for (var index = 0; index < cursor.length(); index++) {
            var other = cursor.charAt(index) == 'A' ? 'B' : 'A';
            var tampered = cursor.substring(0, index) + other + cursor.substring(index + 1);
            assertThat(counter.get(CENTER + "/answers?category=security&cursor=" + tampered)
                            .statusCode())
                    .as(tampered)
                    .isEqualTo(400);
        }
    }

    @Test
    void answersWithStrongTagsEverywhere() {
        for (var path : readings()) {
            var first = counter.get(path);
            assertThat(first.statusCode()).as(path).isEqualTo(200);
            var tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(tag).startsWith("\"").endsWith("\"");
            assertThat(counter.get(path, "If-None-Match", tag).statusCode())
                    .as(path)
                    .isEqualTo(304);
            var head = counter.head(path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("ETag")).contains(tag);
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void waitsForAPositionAndGivesUpInTime() {
        var answer = counter.get(BACKUPS + "?min-position=36");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("position-not-reached", "35", "36");
        for (var path : readings()) {
            assertThat(counter.get(path + (path.contains("?") ? "&" : "?") + "min-position=35")
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    private static List<String> readings() {
        return List.of(
                CENTER,
                BACKUPS,
                BACKUPS + "/history",
                BACKUPS + "/difference?from=4&to=6",
                CENTER + "/answers",
                CENTER + "/pillars",
                CENTER + "/packs",
                CENTER + "/agreements/dpa/clauses/audits/history");
    }

    @Test
    void refusesWhatCannotBeAsked() {
        assertProblem(CENTER + "/nothings", 404, "unknown-kind", "'nothings'");
        assertProblem(CENTER + "/answers/nothing", 404, "unknown-item", "'nothing'");
        assertThat(counter.get(CENTER + "/answers/%00").statusCode()).isEqualTo(400);
        assertProblem(CENTER + "/answers/" + "x".repeat(300), 404, "unknown-item", "…");
        assertProblem(CENTER + "/answers/backups?recordedAt=2026-01-01", 404, "nothing-known-yet", "");
        assertProblem(CENTER + "/answers/answer-01?recordedAt=2026-02-01", 404, "unknown-item", "answer-01");
        assertProblem(CENTER + "/answers/secret", 404, "unknown-item", "");
        assertProblem(CENTER + "/answers/secret/history", 404, "unknown-item", "");
        assertProblem(BACKUPS + "/difference?from=4&to=5", 404, "unknown-version", "to 5");
        assertProblem(BACKUPS + "/difference?from=4&to=8&recordedAt=2026-03-15", 404, "unknown-version", "to 8");
        assertProblem(BACKUPS + "/difference?from=4", 400, "bad-parameter", "to");
        assertProblem(BACKUPS + "/difference?from=4&to=6&toValidAt=2026-01-01", 400, "bad-parameter", "toValidAt");
        assertProblem(BACKUPS + "/difference?fromValidAt=x&to=6", 400, "not-a-date", "fromValidAt 'x'");
        assertProblem(BACKUPS + "/history?limit=0", 400, "bad-parameter", "1 to 200");
        assertProblem(BACKUPS + "/history?limit=1000000", 400, "bad-parameter", "1 to 200");
        assertProblem(BACKUPS + "?validat=2026-01-01", 400, "bad-parameter", "validat");
        assertProblem(BACKUPS + "?validAt=2026-01-01&validAt=2026-02-01", 400, "bad-parameter", "2 times");
        assertProblem(BACKUPS + "?min-position=-1", 400, "bad-parameter", "'-1'");
        assertProblem(CENTER + "/pillars?category=x", 400, "bad-parameter", "category");
    }

    private HttpResponse<String> assertProblem(String path, int status, String slug, String detail) {
        var response = counter.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("urn:trust-ledger:problem:" + slug, detail);
        assertThat(response.body()).doesNotContain("neighbour");
        return response;
    }

    private static List<Long> positions(JsonNode versions) {
        return StreamSupport.stream(versions.spliterator(), false)
                .map(version -> version.at("/position").asLong())
                .toList();
    }

    private static Answer backups(String english, String swedish) {
        return new Answer(1000, "operations", List.of("gdpr"), both("How long?", "Hur länge?"), both(english, swedish));
    }

    private static AgreementRevision agreement(Trigger trigger, List<ClauseReason> reasons, Clause... clauses) {
        return new AgreementRevision(
                1000,
                both("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                trigger,
                null,
                List.of(clauses),
                reasons);
    }

    private static Clause clause(String id, String number, String text) {
        return new Clause(id, number, both(id, id), LocalizedText.of("en", text));
    }
}
