package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterRemoved;
import org.trustledger.events.FactCodec;
import org.trustledger.events.Statement;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import tools.jackson.databind.JsonNode;

/** A removal, an announcement that is taken back and one that is moved are told apart, in feeds and on the pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangedPlansTest {
    private final Facts facts = new Facts("nordhamn");
    private Counter counter;

    @BeforeAll
    void open(@TempDir Path archive) {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-06-15T09:00:00Z"));
        commit("2026-01-10", facts.stated("profile", null, null, null, Facts.profile("Nordhamn")));
        commit("2026-01-11", stated("visby", null, "Visby"));
        commit("2026-01-12", stated("visby", "2027-01-01", "Visby norra"));
        commit("2026-01-13", removed("visby", null));
        commit(
                "2026-02-01",
                stated("boden", null, "Boden"),
                stated("gavle", null, "Gävle"),
                stated("kiruna", "2027-01-01", "Kiruna"),
                stated("lulea", "2027-01-01", "Luleå"),
                stated("umea", "2027-01-01", "Umeå"));
        commit("2026-02-02", removed("boden", "2026-12-31"));
        commit("2026-02-03", removed("lulea", "2027-01-01"));
        commit("2026-02-04", removed("umea", "2027-01-01"), stated("umea", "2027-03-01", "Umeå"));
        commit("2026-02-05", stated("kiruna", "2026-11-01", "Kiruna"));
        commit("2026-02-06", stated("boden", "2026-12-31", "Boden"));
        commit("2026-02-07", removed("boden", "2026-12-31"));
        commit("2026-02-08", stated("boden", "2026-12-31", "Boden"), removed("boden", "2027-02-01"));
        commit("2026-02-09", stated("gavle", "2027-01-01", "Gävle norra"));
        commit("2026-02-10", stated("gavle", null, "Gävle södra"));
        commit("2026-02-11", removed("kiruna", null));
        counter.shows(facts);
    }

    private void commit(String date, Facts.Draft... drafts) {
        facts.commit(day(date), drafts);
    }

    private Facts.Draft stated(String item, @Nullable String from, String name) {
        return facts.stated(
                item,
                from == null ? null : day(from),
                null,
                both("Room for more", "Plats för mer"),
                null,
                new DataCenter(
                        1,
                        both(name, name),
                        "Hallen AB",
                        both(name, name),
                        "SE",
                        both("Production", "Produktion"),
                        List.of(both("Mail", "Post")),
                        List.of("ISO/IEC 27001")));
    }

    private Facts.Draft removed(String item, @Nullable String from) {
        return facts.removed(
                item,
                from == null ? null : day(from),
                statement -> new DataCenterRemoved(new Statement(
                        statement.item(),
                        statement.revision(),
                        statement.validFrom(),
                        statement.validTo(),
                        both("Room for more", "Plats för mer"),
                        statement.corrects())));
    }

    @AfterAll
    void close() {
        counter.close();
    }

    /** An entry of a feed, in whichever format. */
    private record Told(String id, String title, String text, Instant published, Instant updated) {}

    private String body(String path) {
        var answer = counter.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private List<Told> feed(String format, String language) {
        var body = body("/nordhamn/feeds/subprocessors.%s?lang=%s".formatted(format, language));
        return format.equals("json") ? json(body) : atom(body);
    }

    private static List<Told> json(String body) {
        return FactCodec.mapper()
                .readTree(body)
                .path("items")
                .valueStream()
                .map(item -> new Told(
                        item.path("id").asString(),
                        item.path("title").asString(),
                        Jsoup.parse(item.path("content_html").asString()).text(),
                        Instant.parse(item.path("date_published").asString()),
                        Instant.parse(item.path("date_modified").asString())))
                .toList();
    }

    private static List<Told> atom(String body) {
        try {
            return ((Feed) new WireFeedInput().build(new StringReader(body)))
                    .getEntries().stream()
                            .map(entry -> new Told(
                                    entry.getId(),
                                    entry.getTitle(),
                                    Jsoup.parse(entry.getContents().getFirst().getValue())
                                            .text(),
                                    entry.getPublished().toInstant(),
                                    entry.getUpdated().toInstant()))
                            .toList();
        } catch (FeedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"atom", "json"})
    void aFeedTellsWhatWillNotComeAndWhatIsMoved(String format) {
        var feed = feed(format, "en");

        assertThat(feed)
                .extracting(Told::title)
                .containsExactly(
                        "Data center · not coming after all · announced for 1 November 2026: Kiruna",
                        "Data center · revised: Gävle södra",
                        "Data center · revised · announced, applies from 1 January 2027: Gävle norra",
                        "Data center · postponed · its end, from 31 December 2026 to 1 February 2027: Boden",
                        "Data center · removed · announced, applies from 31 December 2026: Boden",
                        "Data center · not coming after all · its end, announced for 31 December 2026: Boden",
                        "Data center · brought forward · from 1 January 2027 to 1 November 2026: Kiruna",
                        "Data center · postponed · from 1 January 2027 to 1 March 2027: Umeå",
                        "Data center · not coming after all · announced for 1 January 2027: Luleå",
                        "Data center · removed · announced, applies from 31 December 2026: Boden",
                        "Data center · published: Boden and 4 more",
                        "Data center · removed: Visby",
                        "Data center · revised · announced, applies from 1 January 2027: Visby norra",
                        "Data center · published: Visby");
        assertThat(feed.get(11).text())
                .contains("Not stated from 13 January 2026.", "What had been announced for 1 January 2027 will not")
                .contains("What it read until then:", "Visby")
                .doesNotContain("norra");
        assertThat(feed.get(9).text())
                .contains("Not stated from 31 December 2026.", "What it read until then:", "Hallen AB");
        assertThat(feed.get(8).text())
                .contains("What had been announced for 1 January 2027 will not come.", "What had been announced:")
                .contains("Hallen AB", "Why: Room for more")
                .doesNotContain("Not stated", "until then");
        assertThat(feed.get(7).text())
                .contains("Will apply from 1 March 2027, later than was known before (1 January 2027).", "Hallen AB")
                .doesNotContain("Not stated");
        assertThat(feed.get(6).text()).contains("Applies from 1 November 2026, earlier than was announced (1 January");
        assertThat(feed.get(5).text())
                .contains("Goes on applying: that it would no longer apply from 31 December 2026, as had been announ");
        assertThat(feed.get(3).text())
                .contains("Will no longer apply from 1 February 2027, later than was known before (31 December");
        assertThat(feed.get(1).text())
                .contains("Applies from 10 February 2026. What had been announced for 1 January 2027 will not come.");
        assertThat(feed.get(0).text()).contains("What had been announced for 1 November 2026 will not come.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"atom", "json"})
    void theSameIsToldInSwedish(String format) {
        var feed = feed(format, "sv");

        assertThat(feed.subList(3, 10))
                .extracting(Told::title)
                .containsExactly(
                        "Datahall · senarelagt · upphörandet, från 31 december 2026 till 1 februari 2027: Boden",
                        "Datahall · borttaget · aviserat, gäller från 31 december 2026: Boden",
                        "Datahall · blir inte av · upphörandet, aviserat för 31 december 2026: Boden",
                        "Datahall · tidigarelagt · från 1 januari 2027 till 1 november 2026: Kiruna",
                        "Datahall · senarelagt · från 1 januari 2027 till 1 mars 2027: Umeå",
                        "Datahall · blir inte av · aviserat för 1 januari 2027: Luleå",
                        "Datahall · borttaget · aviserat, gäller från 31 december 2026: Boden");
        assertThat(feed.get(8).text())
                .contains("Det som aviserats för den 1 januari 2027 blir inte av.", "Vad som hade aviserats:")
                .doesNotContain("Anges inte", "tills dess");
        assertThat(feed.get(7).text())
                .contains("Kommer att gälla från den 1 mars 2027, senare än vad som var känt tidigare (1 januari");
        assertThat(feed.get(6).text()).contains("Gäller från den 1 november 2026, tidigare än aviserat (1 januari");
        assertThat(feed.get(5).text())
                .contains("Fortsätter att gälla: att det inte längre skulle gälla från och med den 31");
    }

    @ParameterizedTest
    @CsvSource({"atom, en", "atom, sv", "json, en", "json, sv"})
    void anEntryIsKnownByItsCommitAndIsOfItsMoment(String format, String language) {
        var commits = facts.all().stream()
                .filter(fact -> fact.position() == fact.commitPosition() && fact.position() > 1)
                .toList()
                .reversed();

        assertThat(feed(format, language))
                .extracting(Told::id, Told::published, Told::updated)
                .containsExactly(commits.stream()
                        .map(fact -> tuple(
                                "urn:trust-ledger:nordhamn:feeds:%s:subprocessors:%d"
                                        .formatted(language, fact.position()),
                                fact.recordedAt(),
                                fact.recordedAt()))
                        .toArray(Tuple[]::new));
    }

    @Test
    void programsHaveEachFactAndWhatBecameOfTheAnnouncement() {
        var items = FactCodec.mapper()
                .readTree(body("/nordhamn/feeds/subprocessors.json?lang=en"))
                .path("items");

        var postponed = items.get(7);
        assertThat(postponed.path("tags").valueStream().map(JsonNode::asString))
                .containsExactly("Data center", "postponed");
        assertThat(postponed.at("/_trust_ledger/total").asInt()).isEqualTo(2);
        assertThat(postponed.at("/_trust_ledger/changes").size()).isEqualTo(2);
        var plan = postponed.at("/_trust_ledger/changes/1/plan");
        assertThat(Instant.parse(plan.path("formerly").asString())).isEqualTo(day("2027-01-01"));
        assertThat(Instant.parse(plan.path("from").asString())).isEqualTo(day("2027-03-01"));
        assertThat(items.get(9).at("/_trust_ledger/changes/0").path("plan").isObject())
                .as("a removal takes nothing announced back")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | Data center · removed · applies from 31 December 2026
                    en | Data center · not coming after all · announced for 1 January 2027
                    en | Data center · postponed · from 1 January 2027 to 1 March 2027
                    en | Data center · brought forward · from 1 January 2027 to 1 November 2026
                    en | Data center · not coming after all · its end, announced for 31 December 2026
                    sv | Datahall · borttaget · gäller från 31 december 2026
                    sv | Datahall · blir inte av · aviserat för 1 januari 2027
                    sv | Datahall · senarelagt · från 1 januari 2027 till 1 mars 2027
                    sv | Datahall · tidigarelagt · från 1 januari 2027 till 1 november 2026
                    sv | Datahall · blir inte av · upphörandet, aviserat för 31 december 2026
                    """)
    void thePageOfChangesTellsThemApartToo(String language, String told) {
        var page = Jsoup.parse(body("/nordhamn/changes?lang=" + language));

        assertThat(page.select(".timeline .kind-of").eachText()).contains(told);
    }

    @Test
    void whatIsNotComingIsNotShownAsComing() {
        var page = Jsoup.parse(body("/nordhamn/changes?lang=en"));

        assertThat(page.select(".timeline .is-coming .kind-of").eachText())
                .isNotEmpty()
                .noneMatch(told -> told.contains("not coming"));
    }
}
