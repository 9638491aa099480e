package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.Content;
import org.trustledger.events.Evidence;
import org.trustledger.events.Trigger;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;

/** What bears an answer out, as readers get it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceTest {
    private static final String MAP = "https://nordhamn.example/map";

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
                stated("dpa", agreement("Notice")),
                stated("backups", answer(Evidence.agreement("dpa", "notice"))),
                stated("bare", answer()));
        facts.commit(
                day("2026-02-01"),
                stated(
                        "backups",
                        answer(
                                Evidence.agreement("dpa", null),
                                Evidence.document(both("Map of the sites", "Karta över platserna"), MAP))));
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
    void everyPieceIsAWayToIt() {
        try (var page = visitors.visit("/nordhamn/answers/backups", "en")) {
            assertThat(page.locator("main .evidence").first().locator("a").allTextContents())
                    .containsExactly("Data processing agreement", "Map of the sites");
            assertThat(Visitors.barriers(page)).isEmpty();
            Visitors.photograph(page, "evidence-en");
            Visitors.byNight(page);
            Visitors.widen(page, Visitors.NARROW);
            Visitors.assertFits(page, "evidence");
            Visitors.photograph(page, "evidence-en-narrow-dark");
        }
        var swedish = read("/nordhamn/answers?lang=sv").select(".evidence a");
        assertThat(swedish.eachText()).containsExactly("Personuppgiftsbiträdesavtal", "Karta över platserna");
        assertThat(swedish.eachAttr("href").getLast()).isEqualTo(MAP);
        assertThat(swedish.eachAttr("href").getFirst()).startsWith("/nordhamn/agreements/dpa");
    }

    @Test
    void aClauseGoesByNumberAndHeadingAndLeadsToItsOwnPage() {
        var clause = read("/nordhamn/answers?lang=en&validAt=2026-01-20").select(".evidence a");

        assertThat(clause.eachText()).containsExactly("Data processing agreement, 6.2 Notice");
        assertThat(clause.attr("href")).startsWith("/nordhamn/agreements/dpa/clauses/notice");
        assertThat(counter.get(clause.attr("href")).statusCode()).isEqualTo(200);
    }

    @Test
    void theHistoryTellsWhatWasPutInTheOthersPlace() {
        assertThat(read("/nordhamn/answers/backups?lang=en").select(".history").text())
                .contains("Data processing agreement, 6.2 Notice")
                .contains(MAP)
                .contains("Map of the sites");
    }

    @Test
    void programsAndTablesHaveIt() {
        assertThat(counter.json("/api/v1/trust-centers/nordhamn")
                        .at("/answers/0/content/evidence/1/link")
                        .asString())
                .isEqualTo(MAP);
        assertThat(counter.get("/nordhamn/answers.csv?lang=en").body())
                .contains(",evidence,")
                .contains("\"agreements/dpa\n" + MAP + "\"");
        assertThat(counter.get("/nordhamn/answers/backups.md?lang=en").body())
                .contains("[Map of the sites](" + MAP + ")");
    }

    private Facts.Draft stated(String item, Content content) {
        return facts.stated(item, null, null, null, content);
    }

    private static Answer answer(Evidence... evidence) {
        return new Answer(
                1,
                "operations",
                List.of(),
                both("How often?", "Hur ofta?"),
                both("Nightly", "Varje natt"),
                null,
                List.of(evidence));
    }

    private static AgreementRevision agreement(String heading) {
        return new AgreementRevision(
                1,
                both("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                Trigger.COMMERCIAL,
                null,
                List.of(new Clause("notice", "6.2", both(heading, "Underrättelse"), both("At once.", "Genast."))),
                List.of());
    }

    private Document read(String address) {
        return Jsoup.parse(counter.get(address, "Accept", "text/html").body());
    }
}
