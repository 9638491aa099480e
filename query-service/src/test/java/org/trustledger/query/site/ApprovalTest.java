package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.Category;
import org.trustledger.events.Content;
import org.trustledger.events.ReviewChanged;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import tools.jackson.databind.JsonNode;

/** What readers learn of a second person's approval: of each change, and of the rule that asks for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalTest {
    private static final String APPROVER = "approver-fedcba9876543210";
    private static final int ALONE = 6;
    private static final int TOGETHER = 9;

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
                stated("backups", answer("Nightly", "Varje natt")));
        facts.approved(day("2026-02-01"), APPROVER, stated("backups", answer("Hourly", "Varje timme")));
        facts.commit(day("2026-03-01"), _ -> new ReviewChanged(false, both("There is one of us.", "Vi är en enda.")));
        facts.commit(day("2026-03-05"), stated("backups", answer("Always", "Alltid")));
        facts.commit(
                day("2026-04-01"), _ -> new ReviewChanged(true, both("There are two of us again.", "Vi är två igen.")));
        facts.approved(
                day("2026-04-05"),
                APPROVER,
                facts.removed("backups", null, AnswerRetired::new),
                stated("staff", answer("Everybody", "Alla")));
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
    void theHistoryOfAnAnswerSaysWhichChangesSomebodyElseApproved() {
        try (var page = visitors.visit("/nordhamn/answers/backups", "en")) {
            assertThat(page.locator(".history .recorded").allTextContents())
                    .satisfiesExactly(
                            retired -> assertThat(retired)
                                    .isEqualTo("Recorded on 5 April 2026, approved by somebody other than its author"),
                            alone -> assertThat(alone).startsWith("Recorded on 5 March 2026 ·"),
                            approved -> assertThat(approved)
                                    .startsWith("Recorded on 1 February 2026, approved by somebody other than its"
                                            + " author"),
                            first -> assertThat(first).startsWith("Recorded on 10 January 2026 ·"));
        }
        assertThat(read("/nordhamn/answers/backups?lang=sv")
                        .select(".history .recorded")
                        .get(2)
                        .text())
                .startsWith("Registrerat 1 februari 2026, godkänt av någon annan än författaren");
        assertThat(approved(counter.json("/api/v1/trust-centers/nordhamn/answers/backups/history")
                        .path("versions")))
                .containsExactly(true, false, true, false);
        assertThat(approved(counter.json("/nordhamn/answers/backups.json").at("/content/versions")))
                .containsExactly(true, false, true, false);
    }

    @Test
    void whatWasRecordedTogetherSaysSoOnce() {
        assertThat(read("/nordhamn/changes/%d?lang=en".formatted(TOGETHER))
                        .select(".part-lead")
                        .text())
                .startsWith("2 changes recorded together, 5 Apr 2026")
                .endsWith("Approved by somebody other than the author.");
        assertThat(read("/nordhamn/changes/%d?lang=sv".formatted(TOGETHER))
                        .select(".part-lead")
                        .text())
                .endsWith("Godkänt av någon annan än författaren.");
        assertThat(read("/nordhamn/changes/%d?lang=en".formatted(ALONE))
                        .select(".part-lead")
                        .text())
                .doesNotContain("pproved");
        assertThat(counter.json("/nordhamn/changes/%d.json".formatted(TOGETHER))
                        .at("/content/commits/0/changes/0/version/approved")
                        .asBoolean())
                .isTrue();
        assertThat(counter.json("/nordhamn/changes/%d.json".formatted(ALONE))
                        .at("/content/commits/0/changes/0/version/approved")
                        .asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nordhamn/",
                "/nordhamn/changes",
                "/nordhamn/changes.json",
                "/nordhamn/changes/9.json",
                "/nordhamn/answers/backups",
                "/nordhamn/answers/backups.json",
                "/nordhamn/answers/backups.md",
                "/api/v1/trust-centers/nordhamn",
                "/api/v1/trust-centers/nordhamn/answers/backups/history",
                "/api/v1/trust-centers/nordhamn/differences?fromValidAt=2026-01-15"
            })
    void nobodyIsNamed(String address) {
        assertThat(counter.get(address).body()).doesNotContain(APPROVER, "actor-0123456789abcdef");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-02-15 | ''",
                "2026-03-15 | Since 1 Mar 2026, 00:00:00 (UTC+01:00) changes are recorded without a second person’s approval. №5"
                        + " Why: There is one of us.",
                "2026-04-15 | Since 1 Apr 2026, 00:00:00 (UTC+02:00) every change needs the approval of a second person. №7"
                        + " Why: There are two of us again. What held before From 1 Mar 2026, 00:00:00 (UTC+01:00) until 1 Apr 2026, 00:00:00 (UTC+02:00)"
                        + " changes were recorded without a second person’s approval. №5 Why: There is one of us."
            })
    void theListOfChangesTellsTheRuleAsItWasKnownThen(String recordedAt, String told) {
        assertThat(read("/nordhamn/changes?lang=en&recordedAt=" + recordedAt)
                        .select("#review")
                        .text())
                .isEqualTo(told);
    }

    @Test
    void theRuleIsToldInSwedishAndToPrograms() {
        try (var page = visitors.visit("/nordhamn/changes", "sv")) {
            assertThat(page.locator("#review > p").first().textContent())
                    .isEqualTo(
                            "Sedan den 1 apr. 2026, 00:00:00 (UTC+02:00) måste en andra person godkänna varje ändring. №7");
            page.locator("#review summary").click();
            assertThat(page.locator("#review .rest p").last().isVisible()).isTrue();
        }
        var rules = counter.json("/nordhamn/changes.json").at("/content/review");
        assertThat(rules.valueStream()
                        .map(rule -> rule.path("position").asLong() + " "
                                + rule.path("required").asBoolean()))
                .containsExactly("7 true", "5 false");
        assertThat(counter.json("/nordhamn/changes.json?recordedAt=2026-02-15").at("/content/review"))
                .isEmpty();
        assertThat(counter.get("/nordhamn/changes.md?lang=en").body())
                .contains("Since 1 Apr 2026, 00:00:00 (UTC+02:00) every change needs the approval of a second person.")
                .contains("There is one of us.");
    }

    @Test
    void whatOlderViewsLackIsMissedByACheckAndComesWithARebuild() throws SQLException {
        try (var connection = counter.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update views.version set approver = null");
            statement.executeUpdate("delete from views.review where position = 5");
        }

        var before = counter.task("check");
        var rebuilt = counter.task("rebuild");
        var after = counter.task("check");

        assertThat(before.output()).contains("versions of answers/backups", "rules of review", "DISAGREE");
        assertThat(rebuilt.exitCode()).isZero();
        assertThat(after.exitCode()).isZero();
        assertThat(approved(counter.json("/api/v1/trust-centers/nordhamn/answers/backups/history")
                        .path("versions")))
                .containsExactly(true, false, true, false);
    }

    @ParameterizedTest
    @CsvSource({
        "approved-history, /nordhamn/answers/backups",
        "approved-commit, /nordhamn/changes/9",
        "review-rule, /nordhamn/changes",
        "review-rule-past, /nordhamn/changes?recordedAt=2026-03-15"
    })
    void hasNoBarrier(String name, String address) {
        for (var language : List.of("sv", "en")) {
            try (var page = visitors.visit(address, language)) {
                page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)");
                assertThat(Visitors.barriers(page)).as(name).isEmpty();
                Visitors.photograph(page, "%s-%s".formatted(name, language));
                Visitors.byNight(page);
                Visitors.widen(page, Visitors.NARROW);
                Visitors.assertFits(page, name);
                assertThat(Visitors.barriers(page)).as(name).isEmpty();
                Visitors.photograph(page, "%s-%s-narrow-dark".formatted(name, language));
            }
        }
    }

    private Facts.Draft stated(String item, Content content) {
        return facts.stated(item, null, null, null, content);
    }

    private static Answer answer(String english, String swedish) {
        return new Answer(1, "operations", List.of(), both("How often?", "Hur ofta?"), both(english, swedish));
    }

    private static List<Boolean> approved(JsonNode versions) {
        return versions.valueStream()
                .map(version -> version.path("approved").asBoolean())
                .toList();
    }

    private Document read(String address) {
        return Jsoup.parse(counter.get(address, "Accept", "text/html").body());
    }
}
