package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.util.Comparator;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs, as a feed reader has it. */
@ExtendWith(SampleSite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferencesFeedTest {
    private static final String FEED = "/nordhamn/differences.atom?lang=en&from=2024-06-01";

    private SampleSite site;

    @BeforeAll
    void open(SampleSite shared) {
        site = shared;
    }

    private SyndFeed read(String path) throws FeedException {
        var answer = site.counter().get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/atom+xml");
        return new SyndFeedInput().build(new StringReader(answer.body()));
    }

    private static String link(SyndFeed feed, String relation) {
        return feed.getLinks().stream()
                .filter(link -> link.getRel().equals(relation))
                .map(SyndLink::getHref)
                .findFirst()
                .orElse("none");
    }

    @Test
    void tellsWhatBecameOfEachItemWhyAndWordByWord() throws FeedException {
        var feed = read(FEED);

        assertThat(feed.getTitle()).isEqualTo("What differs · Nordhamn Cloud");
        assertThat(feed.getDescription()).startsWith("Between what applied on 1 June 2024 and on 21 November 2026");
        assertThat(feed.getAuthors()).singleElement().hasFieldOrPropertyWithValue("name", "Nordhamn Cloud AB");
        assertThat(feed.getEntries())
                .extracting(SyndEntry::getTitle)
                .contains("Sub-processor · added: Mejlgata OÜ", "Data center · revised: VST1 Västerås");
        var hall = feed.getEntries().stream()
                .filter(entry -> entry.getTitle().endsWith("VST1 Västerås"))
                .findFirst()
                .orElseThrow();
        assertThat(hall.getDescription().getValue()).isEqualTo("Operation certified to ISO 14001");
        assertThat(hall.getLink()).endsWith("/nordhamn/changes/data-centers/vasteras-1?lang=en");
        assertThat(Jsoup.parse(hall.getContents().getFirst().getValue())
                        .select("ins")
                        .text())
                .contains("ISO 14001");
    }

    @Test
    void beginsWithWhatWasRecordedLastAndNamesEachOnce() throws FeedException {
        var entries = read(FEED).getEntries();

        assertThat(entries).isNotEmpty();
        assertThat(entries.stream().map(SyndEntry::getUpdatedDate)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(entries.stream().map(SyndEntry::getUri)).doesNotHaveDuplicates();
    }

    @Test
    void isNarrowedAsThePageIs() throws FeedException {
        assertThat(read(FEED + "&kind=subprocessors").getEntries())
                .extracting(SyndEntry::getTitle)
                .isNotEmpty()
                .allMatch(title -> title.startsWith("Sub-processor"));
    }

    @Test
    void leadsToThePageAndIsNamedByIt() throws FeedException {
        var feed = read(FEED);
        var page = Jsoup.parse(site.counter()
                .get("/nordhamn/differences?lang=en&from=2024-06-01")
                .body());

        assertThat(link(feed, "self")).endsWith(FEED);
        assertThat(link(feed, "alternate")).endsWith("/nordhamn/differences?lang=en&from=2024-06-01");
        assertThat(page.select("link[type=application/atom+xml]:not([title])").attr("href"))
                .isEqualTo(link(feed, "self"));
    }

    @Test
    void needsADateToCompareWith() {
        var answer = site.counter().get("/nordhamn/differences.atom?lang=en");
        var page =
                Jsoup.parse(site.counter().get("/nordhamn/differences?lang=en").body());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("from", "is missing");
        assertThat(page.select("link[type=application/atom+xml]:not([title])")).isEmpty();
    }

    @Test
    void saysNothingWhereNothingDiffers() throws FeedException {
        assertThat(read("/nordhamn/differences.atom?lang=en&from=2020-01-01&to=2020-01-02")
                        .getEntries())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nordhamn/changes.atom", "/nordhamn/answers.atom", "/nordhamn/answers/breach-notice.atom"})
    void nothingElseHasAFeed(String path) {
        assertThat(site.counter().get(path).statusCode()).isEqualTo(404);
    }
}
