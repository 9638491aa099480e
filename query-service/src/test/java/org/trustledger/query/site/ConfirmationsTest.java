package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerConfirmed;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.Restricting;
import tools.jackson.databind.JsonNode;

/** What readers learn of an answer that somebody looked at again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfirmationsTest {
    private static final int FIRST = 3;
    private static final int SECOND = 6;
    private static final String HISTORY = "/api/v1/trust-centers/nordhamn/answers/%s/history";

    private final Facts facts = new Facts("nordhamn");
    private Counter counter;
    private Visitors visitors;

    @BeforeAll
    void open(@TempDir Path archive) {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-06-15T09:00:00Z"));
        facts.commit(
                day("2026-01-10"),
                stated("profile", Facts.profile("Nordhamn")),
                stated("operations", new Category(1, both("Operations", "Drift"))),
                stated("backups", answer("Nightly", "Varje natt")),
                stated("secret", answer("Nightly", "Varje natt")));
        facts.commit(day("2026-02-01"), confirmed("backups", FIRST));
        facts.commit(day("2026-03-01"), stated("backups", answer("Hourly", "Varje timme")));
        facts.commit(day("2026-04-01"), confirmed("backups", SECOND));
        facts.commit(day("2026-04-02"), confirmed("secret", 4));
        facts.commit(day("2026-05-01"), confirmed("backups", SECOND));
        facts.commit(day("2026-05-02"), new Restricting(facts).changing("secret", Access.INTERNAL));
        counter.shows(facts);
        visitors = new Visitors(counter.address());
    }

    @AfterAll
    void close() {
        visitors.close();
        counter.close();
        assertThat(visitors.complaints()).isEmpty();
    }

    @Test
    void theHistorySaysOfEachVersionWhenItWasLookedAtAgain() {
        try (var page = visitors.visit("/nordhamn/answers/backups", "en")) {
            assertThat(page.locator(".history .confirmed").allTextContents())
                    .containsExactly(
                            "Looked at again 2 times, last on 1 May 2026, and still true.",
                            "Looked at again on 1 February 2026, and still true.");
            assertThat(Visitors.barriers(page)).isEmpty();
            Visitors.photograph(page, "confirmed-history-en");
        }
        try (var page = visitors.visit("/nordhamn/answers/backups", "sv")) {
            assertThat(page.locator(".history .confirmed").first().textContent())
                    .isEqualTo("Granskat på nytt 2 gånger, senast 1 maj 2026, och fortfarande sant.");
        }
        assertThat(counter.get("/nordhamn/answers/backups.md?lang=en").body())
                .contains("Looked at again on 1 February 2026, and still true.");
    }

    @Test
    void programsLearnHowOftenAndWhere() {
        var versions = counter.json(HISTORY.formatted("backups")).path("versions");

        assertThat(versions.valueStream().map(ConfirmationsTest::told)).containsExactly("2 at 9", "1 at 5");
        assertThat(counter.json("/nordhamn/answers/backups.json")
                        .at("/content/versions")
                        .valueStream()
                        .map(ConfirmationsTest::told))
                .containsExactly("2 at 9", "1 at 5");
    }

    @Test
    void whatWasNotKnownYetIsNotTold() {
        assertThat(counter.json(HISTORY.formatted("backups") + "?recordedAt=2026-04-15")
                        .path("versions")
                        .valueStream()
                        .map(ConfirmationsTest::told))
                .containsExactly("1 at 7", "1 at 5");
        assertThat(counter.json(HISTORY.formatted("backups") + "?recordedAt=2026-01-20")
                        .path("versions")
                        .valueStream()
                        .map(ConfirmationsTest::told))
                .containsExactly("never");
    }

    @Test
    void ofWhatIsInternalNowNothingIsTold() {
        assertThat(counter.get(HISTORY.formatted("secret")).statusCode()).isEqualTo(404);
        assertThat(counter.get(HISTORY.formatted("secret") + "?recordedAt=2026-04-15")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCheckMissesWhatIsNotThereAndARebuildBringsIt() throws SQLException {
        try (var connection = counter.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from views.confirmation where position = 7");
        }

        var before = counter.task("check");
        var rebuilt = counter.task("rebuild");
        var after = counter.task("check");

        assertThat(before.output()).contains("confirmations of answers/backups", "DISAGREE");
        assertThat(rebuilt.exitCode()).isZero();
        assertThat(after.exitCode()).isZero();
        programsLearnHowOftenAndWhere();
    }

    private static Facts.Draft confirmed(String item, long position) {
        return _ -> new AnswerConfirmed(item, position);
    }

    private Facts.Draft stated(String item, Content content) {
        return facts.stated(item, null, null, null, content);
    }

    private static Answer answer(String english, String swedish) {
        return new Answer(1, "operations", List.of(), both("How often?", "Hur ofta?"), both(english, swedish));
    }

    private static String told(JsonNode version) {
        var confirmed = version.path("confirmed");
        return confirmed.isNull()
                ? "never"
                : "%d at %d"
                        .formatted(
                                confirmed.path("times").asInt(),
                                confirmed.path("position").asLong());
    }
}
