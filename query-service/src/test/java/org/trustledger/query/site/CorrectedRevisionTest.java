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
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Clause;
import org.trustledger.events.Trigger;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;

/** A correction of the past is told beside what was known of that past, not beside what applies today. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrectedRevisionTest {
    private static final long FIRST = 2;
    private static final long CORRECTION = 4;

    private final Facts facts = new Facts("nordhamn");
    private Counter counter;

    @BeforeAll
    void open(@TempDir Path archive) {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-06-15T09:00:00Z"));
        facts.commit(day("2026-01-10"), facts.stated("profile", null, null, null, Facts.profile("Nordhamn")));
        revised("2026-02-01", null, null, null, "30 days");
        revised("2026-04-01", null, null, null, "90 days");
        revised("2026-05-01", "2026-02-01", "2026-04-01", FIRST, "14 days");
        revised("2026-05-02", "2026-02-01", "2026-04-01", CORRECTION, "21 days");
        revised("2026-05-03", "2026-01-15", "2026-02-01", FIRST, "30 days");
        counter.shows(facts);
    }

    private void revised(
            String recorded, @Nullable String from, @Nullable String until, @Nullable Long corrects, String text) {
        facts.commit(
                day(recorded),
                facts.stated(
                        "dpa",
                        from == null ? null : day(from),
                        until == null ? null : day(until),
                        corrects,
                        new AgreementRevision(
                                1,
                                both("Agreement", "Avtal"),
                                Trigger.CORRECTION,
                                null,
                                List.of(new Clause("end", "1", both("End", "Slut"), both(text, text))),
                                List.of())));
    }

    @AfterAll
    void close() {
        counter.close();
    }

    private List<Document> entries() {
        return counter.json("/nordhamn/feeds/agreements.json?lang=en")
                .path("items")
                .valueStream()
                .map(item -> Jsoup.parse(item.path("content_html").asString()))
                .toList();
    }

    @Test
    void isComparedWithWhatWasKnownOfItsTime() {
        var entries = entries();

        assertThat(entries.get(2).text()).contains("since rev 1");
        assertThat(entries.get(2).select("del").text()).contains("30");
        assertThat(entries.get(2).select("ins").text()).contains("14");
        assertThat(entries.get(1).text()).contains("since rev 3");
        assertThat(entries.get(1).select("del").text()).contains("14");
        assertThat(entries.get(1).select("ins").text()).contains("21");
    }

    @Test
    void isComparedWithWhatItCorrectsWhereNothingWasKnownOfItsTime() {
        assertThat(entries().getFirst().text()).contains("since rev 1");
        assertThat(entries().getFirst().select("del, ins")).isEmpty();
    }

    @Test
    void leadsToItsComparisonWithWhatItCorrects() {
        var page = comparison(entries().get(2), FIRST, "30", "14");

        assertThat(page.select("#redline-to option[selected]").eachAttr("value"))
                .containsExactly(Long.toString(CORRECTION));
    }

    @Test
    void aCorrectionOfWhatWasCorrectedLeadsToTheComparisonWithThat() {
        comparison(entries().get(1), CORRECTION, "14", "21");
    }

    /** The page to which an entry leads, on which what is taken away and put in was asserted. */
    private Document comparison(Document entry, long from, String removed, String added) {
        var href = entry.select("a[href*=/redline]").attr("href");
        var page = Jsoup.parse(
                counter.get(href.replaceFirst("^https?://[^/]+", "")).body());
        assertThat(page.select("section.results del").text()).contains(removed);
        assertThat(page.select("section.results ins").text()).contains(added);
        assertThat(page.select("#redline-from option[selected]").eachAttr("value"))
                .containsExactly(Long.toString(from));
        return page;
    }

    @Test
    void aRevisionOfTodayIsComparedWithTheOneBefore() {
        assertThat(entries().get(3).select("del").text()).contains("30");
        assertThat(entries().get(3).select("ins").text()).contains("90");
    }
}
