package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.Pillar;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.testing.MovableClock;

/** A page asked for again in the same words is the same bytes, and only while it reads the same. */
class KnownPagesTest {
    private static final String PAGE = "/nordhamn/?lang=en";

    @TempDir
    Path archive;

    private final Facts facts = new Facts("nordhamn");
    private final MovableClock clock = new MovableClock("2026-03-12T12:00:00Z");
    private Counter counter;

    @BeforeEach
    void start() {
        counter = Counter.withArchive(archive)
                .at(clock)
                .relays(facts.commit(
                        day("2026-01-10"),
                        facts.stated("profile", day("2024-01-15"), null, null, Facts.profile("Nordhamn Cloud")),
                        facts.pillar("here")))
                .start()
                .reaches("nordhamn", 2);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void itIsTheSameAnswerWithTheSameHeaders() {
        var first = counter.get(PAGE);
        var second = counter.get(PAGE);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        for (var header : List.of("ETag", "Cache-Control", "Vary", "Content-Type", "Content-Security-Policy")) {
            assertThat(second.headers().allValues(header))
                    .as(header)
                    .isEqualTo(first.headers().allValues(header))
                    .isNotEmpty();
        }
        assertThat(counter.get(
                                PAGE,
                                "If-None-Match",
                                first.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void itSaysWhatWasRecordedMeanwhile() {
        counter.get(PAGE);

        counter.relays(facts.commit(day("2026-03-10"), facts.pillar("recorded-meanwhile")))
                .reaches("nordhamn", 3);

        assertThat(counter.get(PAGE).body()).contains("recorded-meanwhile");
    }

    @Test
    void itSaysWhatBeganMeanwhileOnTheSameDay() {
        var afternoon = Instant.parse("2026-03-12T15:00:00Z");
        counter.relays(facts.commit(
                        day("2026-03-10"),
                        facts.stated(
                                "afternoon",
                                afternoon,
                                null,
                                null,
                                new Pillar(2000, both("Announced", "Tillkännagett"), both("Begun.", "Börjat.")))))
                .reaches("nordhamn", 3);
        var before = counter.get(PAGE).body();

        clock.move(Duration.between(clock.instant(), afternoon));

        assertThat(counter.get(PAGE).body()).isNotEqualTo(before).contains("Begun.");
    }

    @Test
    void itCountsTheDaysAnewOnTheNextDay() {
        var today = counter.get(PAGE).body();

        clock.move(Duration.ofDays(1));

        assertThat(counter.get(PAGE).body()).isNotEqualTo(today).contains("13 Mar 2026");
    }

    @Test
    void anotherReadersLanguageIsAnotherPage() {
        assertThat(counter.get("/nordhamn/", "Accept-Language", "sv").body()).contains("lang=\"sv\"");
        assertThat(counter.get("/nordhamn/", "Accept-Language", "en").body()).contains("lang=\"en\"");
        assertThat(counter.get("/nordhamn/", "Accept-Language", "sv").body()).contains("lang=\"sv\"");
    }
}
