package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdom2.Element;
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
import org.trustledger.events.Access;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.DataCenter;
import org.trustledger.events.DataCenterRemoved;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.Trigger;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.Restricting;
import tools.jackson.databind.JsonNode;

/** What changes, topic by topic, as programs have it that follow it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsTest {
    private static final int COMMITS_ABOUT_ANSWERS = 110;
    private static final long REVISED = 8;

    private final Facts facts = new Facts("nordhamn");
    private final List<Long> answers = new ArrayList<>();
    private final List<Long> tagged = new ArrayList<>();
    private Counter counter;

    @BeforeAll
    void open(@TempDir Path archive) {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-06-15T09:00:00Z"));
        begin(facts);
        commit("2026-02-01", stated("revontuki", subprocessor("Revontuki Oy", "Sends mail", "Skickar post")));
        commit(
                "2026-02-02",
                facts.stated(
                        "mejlgata",
                        day("2027-01-01"),
                        null,
                        both("Finland only", "Bara Finland"),
                        null,
                        subprocessor("Mejlgata OÜ", "Sorts mail", "Sorterar post")),
                stated("vasteras-1", hall()));
        commit("2026-02-03", stated("revontuki", subprocessor("Revontuki Oy", "Sends letters", "Skickar brev")));
        commit(
                "2026-02-04",
                facts.stated(
                        "revontuki",
                        day("2026-01-15"),
                        day("2026-02-03"),
                        both("It sent cards", "Det skickade kort"),
                        REVISED,
                        subprocessor("Revontuki Oy", "Sends cards", "Skickar kort")));
        commit("2026-02-05", facts.removed("vasteras-1", day("2026-12-31"), DataCenterRemoved::new));
        commit("2026-03-01", stated("dpa", agreement("30 days", "30 dagar")));
        commit("2026-03-02", stated("dpa", agreement("14 days", "14 dagar")));
        for (var number = 0; number < COMMITS_ABOUT_ANSWERS; number++) {
            answer(facts, number);
        }
        var retagged = facts.commit(
                day("2026-04-20"), stated("answer-0", asked("How often, answer-0?", "No longer tagged", "dora")));
        answers.add(retagged.getFirst().position());
        tagged.add(retagged.getFirst().position());
        issue("all", "en", 1);
        issue("subprocessors", "sv", 2);
        counter.shows(facts);
    }

    private static void begin(Facts of) {
        of.commit(
                day("2026-01-10"),
                of.stated("profile", null, null, null, Facts.profile("Nordhamn")),
                of.stated("operations", null, null, null, new Category(1, both("Operations", "Drift"))),
                of.stated("gdpr", null, null, null, new Tag(1, both("GDPR", "GDPR"), TagKind.FRAMEWORK, null)),
                of.stated("dora", null, null, null, new Tag(2, both("DORA", "DORA"), TagKind.FRAMEWORK, null)));
    }

    private void answer(Facts of, int number) {
        var isTagged = number % 4 == 0;
        var drafts = Stream.of("answer-%d".formatted(number % 40), "other-%d".formatted(number))
                .limit(number % 10 == 0 ? 2 : 1)
                .map(item -> of.stated(
                        item,
                        null,
                        null,
                        null,
                        asked(
                                "How often, %s?".formatted(item),
                                "Number %d".formatted(number),
                                isTagged ? "gdpr" : "dora")))
                .toArray(Facts.Draft[]::new);
        for (var fact : of.commit(day("2026-04-01").plusSeconds(3_600L * number), drafts)) {
            answers.add(fact.position());
            if (isTagged) {
                tagged.add(fact.position());
            }
        }
    }

    private void commit(String date, Facts.Draft... drafts) {
        facts.commit(day(date), drafts);
    }

    private Facts.Draft stated(String item, Content content) {
        return facts.stated(item, null, null, null, content);
    }

    private void issue(String scope, String language, int number) {
        facts.commit(
                day("2026-05-01").plusSeconds(number),
                recordedAt -> new PackIssued(
                        "%032x".formatted(number),
                        new PackIdentity(
                                PackScope.read(scope),
                                language,
                                day("2026-04-20"),
                                recordedAt,
                                answers.getLast(),
                                0,
                                "1"),
                        "cd".repeat(32),
                        "%064x".formatted(number),
                        48,
                        412_345,
                        new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true)));
    }

    private static Subprocessor subprocessor(String name, String processing, String swedish) {
        return new Subprocessor(
                1,
                name,
                "Hamngatan 1",
                "556000-0000",
                null,
                new ContactFunction(both("Privacy office", "Integritetskontoret"), "privacy@third.example"),
                both(processing, swedish),
                List.of(both("Mail", "Post")),
                List.of(both("Addresses", "Adresser")),
                List.of("FI"),
                List.of("FI"),
                null,
                true,
                null,
                null);
    }

    private static DataCenter hall() {
        return new DataCenter(
                1,
                both("VST1 Västerås", "VST1 Västerås"),
                "Hallen AB",
                both("Västerås", "Västerås"),
                "SE",
                both("Production", "Produktion"),
                List.of(both("Mail", "Post")),
                List.of("ISO/IEC 27001"));
    }

    private static AgreementRevision agreement(String english, String swedish) {
        return new AgreementRevision(
                1,
                both("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                Trigger.COMMERCIAL,
                null,
                List.of(
                        new Clause("scope", "1", both("Scope", "Omfattning"), both("All.", "Allt.")),
                        new Clause(
                                "end",
                                "2",
                                both("End", "Upphörande"),
                                both("Deleted after %s.".formatted(english), "Raderas efter %s.".formatted(swedish)))),
                List.of());
    }

    private static Answer asked(String question, String text, String tag) {
        return new Answer(
                1,
                "operations",
                List.of(tag),
                both(question, question + " På svenska?"),
                both(text, text + " på svenska"));
    }

    @AfterAll
    void close() {
        counter.close();
    }

    private String body(String path) {
        var answer = counter.get(path);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue(path.contains(".atom") ? "application/atom+xml" : "application/feed+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, no-cache");
        return answer.body();
    }

    private Feed atom(String path) {
        try {
            return (Feed) new WireFeedInput().build(new StringReader(body(path)));
        } catch (FeedException e) {
            throw new AssertionError(path, e);
        }
    }

    private JsonNode json(String path) {
        var feed = FactCodec.mapper().readTree(body(path));
        assertThat(feed.at("/version").asString()).isEqualTo("https://jsonfeed.org/version/1.1");
        return feed;
    }

    private static @Nullable String link(Feed feed, String relation) {
        return Stream.concat(feed.getAlternateLinks().stream(), feed.getOtherLinks().stream())
                .filter(link -> link.getRel().equals(relation))
                .map(Link::getHref)
                .findFirst()
                .orElse(null);
    }

    private static String path(String address) {
        var uri = URI.create(address);
        return uri.getRawQuery() == null ? uri.getPath() : uri.getPath() + "?" + uri.getRawQuery();
    }

    private List<Feed> walkAtom(String path) {
        var documents = new ArrayList<Feed>();
        for (var next = path; next != null; ) {
            var feed = atom(next);
            documents.add(feed);
            var previous = link(feed, "prev-archive");
            next = previous == null ? null : path(previous);
        }
        return documents;
    }

    private List<JsonNode> walkJson(String path) {
        var documents = new ArrayList<JsonNode>();
        for (var next = path; next != null; ) {
            var feed = json(next);
            documents.add(feed);
            next = feed.has("next_url") ? path(feed.path("next_url").asString()) : null;
        }
        return documents;
    }

    private static Stream<JsonNode> items(List<JsonNode> documents) {
        return documents.stream().flatMap(document -> document.path("items").valueStream());
    }

    private static Stream<Long> positions(List<JsonNode> documents) {
        return items(documents)
                .flatMap(item -> item.at("/_trust_ledger/changes").valueStream())
                .map(change -> change.path("position").asLong());
    }

    private static List<Entry> entries(List<Feed> documents) {
        return documents.stream()
                .flatMap(document -> document.getEntries().stream())
                .toList();
    }

    private static String content(Entry entry) {
        return entry.getContents().getFirst().getValue();
    }

    private static Entry titled(Feed feed, String title) {
        return feed.getEntries().stream()
                .filter(entry -> entry.getTitle().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        feed.getEntries().stream().map(Entry::getTitle).toList()));
    }

    @Test
    void whoWhatForWhereSinceWhenAndWhyIsToldOfASubprocessor() {
        var feed = atom("/nordhamn/feeds/subprocessors.atom?lang=en");

        assertThat(feed.getTitle()).isEqualTo("Sub-processors and data centers · Nordhamn");
        assertThat(feed.getEntries())
                .extracting(Entry::getTitle)
                .containsExactly(
                        "Data center · removed · announced, applies from 31 December 2026: VST1 Västerås",
                        "Sub-processor · corrected · applies from 15 January 2026: Revontuki Oy",
                        "Sub-processor · revised: Revontuki Oy",
                        "Sub-processor · published · announced, applies from 1 January 2027: Mejlgata OÜ and 1 more",
                        "Sub-processor · published: Revontuki Oy");
        var added = feed.getEntries().getLast();
        assertThat(added.getId()).isEqualTo("urn:trust-ledger:nordhamn:feeds:en:subprocessors:5");
        assertThat(added.getPublished()).isEqualTo(Date.from(day("2026-02-01")));
        assertThat(added.getUpdated()).isEqualTo(added.getPublished());
        assertThat(added.getAlternateLinks().getFirst().getHref())
                .endsWith("/nordhamn/changes/subprocessors/revontuki?lang=en#version-5");
        assertThat(Jsoup.parse(content(added)).text())
                .contains("Revontuki Oy", "Sends mail", "Mail", "Finland", "Applies from 1 February 2026.")
                .contains("Why: First publication");
        assertThat(added.getSummary().getValue()).isEqualTo("First publication");
        assertThat(added.getCategories())
                .extracting("scheme", "term")
                .containsExactly(
                        tuple("urn:trust-ledger:kind", "subprocessors"), tuple("urn:trust-ledger:change", "published"));
    }

    @Test
    void whatWasBeforeIsStruckOutAndWhatACorrectionCorrectsIsNamed() {
        var feed = atom("/nordhamn/feeds/subprocessors.atom?lang=en");

        var revised = Jsoup.parse(content(titled(feed, "Sub-processor · revised: Revontuki Oy")));
        assertThat(revised.select("del").text()).contains("mail");
        assertThat(revised.select("ins").text()).contains("letters");
        assertThat(revised.text()).contains("What changed since rev 1");
        var corrected = Jsoup.parse(
                content(titled(feed, "Sub-processor · corrected · applies from 15 January 2026: Revontuki Oy")));
        assertThat(corrected.text())
                .contains("Applies from 15 January 2026 until 3 February 2026.", "Corrects №8.", "Why: It sent cards");
        assertThat(corrected.select("a:contains(Corrects)").attr("href"))
                .endsWith("/nordhamn/changes/subprocessors/revontuki?lang=en#version-8");
    }

    @Test
    void whatIsAnnouncedIsToldAtOnceWithItsDay() {
        var feed = atom("/nordhamn/feeds/subprocessors.atom?lang=sv");

        var announced = titled(
                feed, "Underbiträde · publicerat · aviserat, gäller från 1 januari 2027: Mejlgata OÜ och 1 till");
        assertThat(announced.getPublished()).isEqualTo(Date.from(day("2026-02-02")));
        assertThat(Jsoup.parse(content(announced)).text())
                .contains(
                        "Gäller från 1 januari 2027.", "Sorterar post", "Bara Finland", "VST1 Västerås", "Produktion");
        assertThat(announced.getAlternateLinks().getFirst().getHref())
                .as("what belongs together has a page of its own")
                .endsWith("/nordhamn/changes/7?lang=sv");
        assertThat(Jsoup.parse(content(feed.getEntries().getFirst())).text())
                .contains(
                        "Anges inte från 31 december 2026.", "Behövs inte", "Vad som stod tills dess: ", "Produktion");
    }

    @Test
    void aRevisionTellsItsClausesAndLeadsToTheRedline() {
        var feed = atom("/nordhamn/feeds/agreements.atom?lang=en");

        assertThat(feed.getEntries())
                .extracting(Entry::getTitle)
                .containsExactly(
                        "Agreement · revised: Data processing agreement",
                        "Agreement · published: Data processing agreement");
        var revised = feed.getEntries().getFirst();
        var content = Jsoup.parse(content(revised));
        assertThat(content.text()).contains("Why: commercial. First publication", "2 End · reworded");
        assertThat(content.select("del").text()).contains("30");
        assertThat(content.select("ins").text()).contains("14");
        assertThat(revised.getAlternateLinks().getFirst().getHref())
                .endsWith("/nordhamn/agreements/dpa/redline?lang=en&to=12");
        assertThat(Jsoup.parse(content(feed.getEntries().getLast())).text()).contains("2 clauses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void walkedToItsEndAFeedHoldsEveryChangeOnce(String language) {
        var all = walkJson("/nordhamn/feeds/answers.json?lang=" + language);
        var some = walkJson("/nordhamn/feeds/answers:gdpr.json?lang=" + language);

        assertThat(all)
                .hasSizeGreaterThan(3)
                .allSatisfy(
                        document -> assertThat(document.path("items").size()).isBetween(1, 50));
        assertThat(positions(all).sorted().toList()).isEqualTo(answers);
        assertThat(positions(some).sorted().toList())
                .as("also what had the tag until then")
                .isEqualTo(tagged);
        assertThat(all.getFirst().path("items").size()).isBetween(25, 49);
        assertThat(some.getFirst().path("items").size()).isBetween(25, 49);
        assertThat(all.getFirst().path("language").asString()).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subprocessors", "agreements", "answers", "answers:gdpr", "answers:dora", "packs"})
    void bothFormatsSayTheSame(String topic) {
        var atom = walkAtom("/nordhamn/feeds/%s.atom?lang=sv".formatted(topic));
        var json = walkJson("/nordhamn/feeds/%s.json?lang=sv".formatted(topic));

        assertThat(atom).hasSameSizeAs(json);
        assertThat(entries(atom).stream().map(Entry::getId).toList())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .isEqualTo(items(json).map(item -> item.path("id").asString()).toList());
        assertThat(entries(atom).stream().map(Entry::getTitle).toList())
                .isEqualTo(
                        items(json).map(item -> item.path("title").asString()).toList());
        assertThat(entries(atom).stream().map(FeedsTest::content).toList())
                .isEqualTo(items(json)
                        .map(item -> item.path("content_html").asString())
                        .toList());
        assertThat(entries(atom).stream().map(Entry::getPublished).toList())
                .isSortedAccordingTo(Comparator.reverseOrder())
                .isEqualTo(items(json)
                        .map(item -> Instant.parse(item.path("date_published").asString()))
                        .map(instant -> Date.from(instant.truncatedTo(ChronoUnit.SECONDS)))
                        .toList());
    }

    @Test
    void archivesAreMarkedAndLeadBothWaysAndToTheNewestDocument() {
        var documents = walkAtom("/nordhamn/feeds/answers.atom?lang=en");

        var newest = documents.getFirst();
        assertThat(isArchive(newest)).isFalse();
        assertThat(link(newest, "self")).endsWith("/nordhamn/feeds/answers.atom?lang=en");
        assertThat(link(newest, "alternate")).endsWith("/nordhamn/answers?lang=en");
        for (var document : documents.subList(1, documents.size())) {
            assertThat(isArchive(document)).isTrue();
            assertThat(document.getId()).isEqualTo(newest.getId());
            assertThat(link(document, "current")).isEqualTo(link(newest, "self"));
        }
        for (var index = 2; index < documents.size(); index++) {
            assertThat(link(documents.get(index), "next-archive")).isEqualTo(link(documents.get(index - 1), "self"));
        }
        assertThat(link(documents.get(1), "next-archive")).isNull();
        assertThat(documents.getLast().getTitle()).isEqualTo("Answers · Nordhamn · archive 1");
    }

    private static boolean isArchive(Feed feed) {
        return feed.getForeignMarkup().stream()
                .map(Element::getNamespaceURI)
                .anyMatch("http://purl.org/syndication/history/1.0"::equals);
    }

    @Test
    void aPackIsToldWithItsDigestAndItsFile() {
        var feed = atom("/nordhamn/feeds/packs.atom?lang=en");

        assertThat(feed.getEntries())
                .extracting(Entry::getTitle)
                .containsExactly(
                        "Sub-processors and data centers · Svenska · as of 20 April 2026",
                        "Everything · English · as of 20 April 2026");
        var pack = feed.getEntries().getLast();
        assertThat(content(pack)).contains("%064x".formatted(1), "48 pages", "412 kB");
        var file = pack.getOtherLinks().getFirst();
        assertThat(file.getRel()).isEqualTo("enclosure");
        assertThat(file.getHref()).endsWith("/nordhamn/packs/%032x.pdf".formatted(1));
        assertThat(file.getLength()).isEqualTo(412_345);
        assertThat(json("/nordhamn/feeds/packs.json?lang=sv")
                        .at("/items/1/attachments/0/mime_type")
                        .asString())
                .isEqualTo("application/pdf");
        assertThat(json("/nordhamn/feeds/packs.json?lang=sv")
                        .at("/items/1/_trust_ledger/sealedSha256")
                        .asString())
                .isEqualTo("%064x".formatted(1));
    }

    @Test
    void theLanguageIsTheReadersUnlessTheAddressHasOne() {
        var answer = counter.get("/nordhamn/feeds/subprocessors.json", "Accept-Language", "sv");

        assertThat(answer.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept-Language"));
        var feed = FactCodec.mapper().readTree(answer.body());
        assertThat(feed.at("/title").asString()).isEqualTo("Underbiträden och datahallar · Nordhamn");
        assertThat(feed.at("/feed_url").asString()).endsWith("/nordhamn/feeds/subprocessors.json?lang=sv");
        assertThat(feed.at("/items/0/id").asString())
                .isNotEqualTo(json("/nordhamn/feeds/subprocessors.json?lang=en")
                        .at("/items/0/id")
                        .asString());
    }

    @ParameterizedTest
    @CsvSource({
        "/nordhamn/feeds/weather.json, 404, unknown-feed",
        "/nordhamn/feeds/answers:nothing.json, 404, unknown-feed",
        "/nordhamn/feeds/answers:No.json, 404, unknown-feed",
        "/nordhamn/feeds/answers.json?archive=99, 404, unknown-feed",
        "/nordhamn/feeds/answers.json?archive=0, 400, bad-parameter",
        "/nordhamn/feeds/packs.atom?archive=1, 404, unknown-feed",
        "/stranger/feeds/answers.json, 404, unknown-trust-center"
    })
    void whatIsNotThereIsAProblem(String path, int status, String slug) {
        var answer = counter.get(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:trust-ledger:problem:" + slug);
    }

    @Test
    void aBrowserThatAsksForWhatIsNotThereGetsThePageOfTheSite() {
        var answer = counter.get("/nordhamn/feeds/weather.atom", "Accept", "text/html", "Accept-Language", "sv");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("Här finns ingenting");
    }

    @ParameterizedTest
    @CsvSource({
        "/nordhamn/subprocessors, subprocessors, #feed-subprocessors",
        "/nordhamn/agreements, agreements, #feed-agreements",
        "/nordhamn/agreements/dpa, agreements, #feed-agreements",
        "/nordhamn/answers, answers, #feed-answers",
        "/nordhamn/answers?tag=gdpr, answers:gdpr, #feed-answers-gdpr",
        "/nordhamn/packs, packs, #feed-packs",
        "/nordhamn/changes, subprocessors, ''"
    })
    void aPageNamesItsFeedsAndLeadsToThem(String path, String topic, String anchor) {
        var page = Jsoup.parse(counter.get(path, "Accept-Language", "sv").body(), counter.address());

        assertThat(page.select("link[rel=alternate][title]").eachAttr("href").stream()
                        .map(FeedsTest::path))
                .startsWith(
                        "/nordhamn/feeds/%s.atom?lang=sv".formatted(topic),
                        "/nordhamn/feeds/%s.json?lang=sv".formatted(topic));
        assertThat(page.select("main a:contains(Följ som flöde)").attr("href")).isEqualTo("/nordhamn/feeds" + anchor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void whateverAFeedLeadsToIsThere(String language) {
        var links = new TreeSet<String>();
        for (var topic : List.of("subprocessors", "agreements", "answers", "answers:gdpr", "answers:dora", "packs")) {
            for (var feed : walkAtom("/nordhamn/feeds/%s.atom?lang=%s".formatted(topic, language))) {
                hrefs(feed.getAlternateLinks(), feed.getOtherLinks()).forEach(links::add);
                for (var entry : feed.getEntries()) {
                    hrefs(entry.getAlternateLinks()).forEach(links::add);
                    links.addAll(Jsoup.parse(content(entry)).select("a").eachAttr("href"));
                }
            }
            for (var feed : walkJson("/nordhamn/feeds/%s.json?lang=%s".formatted(topic, language))) {
                Stream.of(
                                "/home_page_url",
                                "/feed_url",
                                "/next_url",
                                "/authors/0/url",
                                "/_trust_ledger/about",
                                "/_trust_ledger/current",
                                "/_trust_ledger/previous",
                                "/_trust_ledger/next")
                        .map(feed::at)
                        .filter(JsonNode::isString)
                        .forEach(link -> links.add(link.asString()));
                items(List.of(feed)).forEach(item -> links.add(item.path("url").asString()));
            }
        }

        // Nobody has made the files of packs here.
        assertThat(links.removeIf(link -> link.endsWith(".pdf"))).isTrue();
        assertThat(links).hasSizeGreaterThan(COMMITS_ABOUT_ANSWERS);
        for (var link : links) {
            var answer = counter.get(path(link));
            assertThat(answer.statusCode()).as(link).isEqualTo(200);
            var part = URI.create(link).getFragment();
            if (part != null) {
                assertThat(Jsoup.parse(answer.body()).getElementById(part))
                        .as(link)
                        .isNotNull();
            }
        }
    }

    @SafeVarargs
    private static Stream<String> hrefs(List<Link>... links) {
        return Stream.of(links).flatMap(List::stream).map(Link::getHref);
    }

    @ParameterizedTest
    @CsvSource({
        "/nordhamn/, ",
        "/nordhamn/subprocessors, subprocessors",
        "/nordhamn/agreements/dpa, agreements",
        "/nordhamn/answers, answers",
        "/nordhamn/answers?tag=gdpr, answers:gdpr",
        "/nordhamn/packs, packs",
        "/nordhamn/changes, ",
        "/nordhamn/feeds, "
    })
    void aPageLeadsToWhereOneIsToldOfWhatItIsAbout(String path, @Nullable String topic) {
        var page = Jsoup.parse(counter.get(path, "Accept-Language", "sv").body());

        assertThat(page.select("main a[href*=/subscribe]").eachAttr("href"))
                .isNotEmpty()
                .containsOnly("/reception/nordhamn/subscribe?lang=sv" + (topic == null ? "" : "&topic=" + topic));
    }

    @Test
    void theOverviewOffersItBesideThePackAndWhatIsComing() {
        var side = Jsoup.parse(counter.get("/nordhamn/?lang=en").body()).select(".side-column");

        assertThat(side.select("#packs, #coming, a[href*=/subscribe]").eachAttr("href"))
                .containsExactly("/reception/nordhamn/subscribe?lang=en");
        assertThat(side.select("#packs, #coming, a[href*=/subscribe]")
                        .eachText()
                        .getLast())
                .isEqualTo("Be told by e-mail");
    }

    @Test
    void thePageOfFeedsListsEachTopicInEachLanguageAndFormat() {
        var page = Jsoup.parse(counter.get("/nordhamn/feeds?lang=sv").body());

        assertThat(page.select(".topics tbody tr").eachAttr("id"))
                .containsExactly(
                        "feed-subprocessors",
                        "feed-agreements",
                        "feed-answers",
                        "feed-packs",
                        "feed-answers-gdpr",
                        "feed-answers-dora");
        var listed = page.select(".topics a").eachAttr("href");
        assertThat(listed).hasSize(6 * 4).doesNotHaveDuplicates();
        listed.forEach(this::body);
        assertThat(page.select(".foot-pages a[aria-current]").attr("href")).startsWith("/nordhamn/feeds");
    }

    @Test
    void whatIsLongIsShortenedAndLeadsToAllOfIt() {
        var bulk = new Facts("bulk");
        begin(bulk);
        bulk.commit(
                day("2026-02-01"),
                Stream.iterate(1, number -> number + 1)
                        .limit(60)
                        .map(number -> bulk.stated(
                                "answer-" + number,
                                null,
                                null,
                                null,
                                asked("Why %d?".formatted(number), "A long word. ".repeat(2_000), "gdpr")))
                        .toArray(Facts.Draft[]::new));
        bulk.commit(
                day("2026-02-02"),
                bulk.stated(
                        "answer-1",
                        null,
                        null,
                        null,
                        asked(
                                "Why 1?",
                                "A long word. ".repeat(1_000) + "Now. " + "A long word. ".repeat(1_000),
                                "gdpr")));
        counter.relays(bulk.all()).reaches("bulk", bulk.all().size());

        var feed = json("/bulk/feeds/answers.json?lang=en");

        var loaded = feed.at("/items/1");
        assertThat(loaded.at("/title").asString()).isEqualTo("Answer · published: Why 1? and 59 more");
        assertThat(loaded.at("/_trust_ledger/total").asInt()).isEqualTo(60);
        assertThat(loaded.at("/_trust_ledger/changes").size()).isEqualTo(20);
        var html = Jsoup.parse(loaded.at("/content_html").asString());
        assertThat(html.text().length()).isLessThan(20_000);
        assertThat(html.select("a").getLast().text()).isEqualTo("and 40 more in the same commit");
        assertThat(html.select("a").getLast().attr("href")).endsWith("/bulk/changes/64?lang=en");
        var changed = Jsoup.parse(feed.at("/items/0/content_html").asString());
        assertThat(changed.select("ins").text()).contains("Now.");
        assertThat(changed.text().length()).isLessThan(1_000);
        assertThat(changed.select("a:contains(Read all of it)").attr("href"))
                .endsWith("/bulk/answers/answer-1?lang=en#version-65");
    }

    @Test
    void whoHasADocumentIsToldSoUntilSomethingOfItChanges() {
        var ledger = new Facts("etag");
        begin(ledger);
        counter.relays(ledger.all()).reaches("etag", ledger.all().size());
        var answers = "/etag/feeds/answers.atom?lang=en";
        var packs = "/etag/feeds/packs.atom?lang=en";
        var before = tag(answers);
        var packsBefore = tag(packs);
        assertThat(counter.get(answers, "If-None-Match", before).statusCode()).isEqualTo(304);

        counter.relays(ledger.commit(
                        day("2026-02-01"),
                        recordedAt -> new PackIssued(
                                "a".repeat(32),
                                new PackIdentity(
                                        new PackScope.Everything(), "en", day("2026-01-20"), recordedAt, 4, 0, "1"),
                                "cd".repeat(32),
                                "ab".repeat(32),
                                48,
                                7,
                                new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true))))
                .reaches("etag", 5);

        assertThat(tag(answers)).isEqualTo(before);
        assertThat(tag(packs)).isNotEqualTo(packsBefore);
        counter.relays(ledger.commit(
                        day("2026-02-02"), ledger.stated("one", null, null, null, asked("Why?", "So.", "gdpr"))))
                .reaches("etag", 6);
        assertThat(counter.get(answers, "If-None-Match", before).statusCode()).isEqualTo(200);
    }

    private String tag(String path) {
        return counter.get(path).headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void whatIsRestrictedIsInNoDocumentAndNothingElseMoves() {
        var ledger = new Facts("soderhamn");
        var restricting = new Restricting(ledger);
        begin(ledger);
        for (var number = 0; number < 80; number++) {
            restricting.recorded(ledger.commit(
                    day("2026-04-01").plusSeconds(3_600L * number),
                    restricting.telling(ledger.stated(
                            number % 20 == 3 ? "secret" : "answer-" + number,
                            null,
                            null,
                            both("Because of %d".formatted(number), "På grund av %d".formatted(number)),
                            null,
                            number % 20 == 3
                                    ? asked(
                                            "Zebratitle %d?".formatted(number),
                                            "zebratext %d".formatted(number),
                                            "gdpr")
                                    : asked("Why %d?".formatted(number), "So %d.".formatted(number), "dora")))));
        }
        counter.relays(ledger.all()).reaches("soderhamn", ledger.all().size());
        var before = told("soderhamn");
        assertThat(before.all()).contains("Zebratitle", "zebratext");
        assertThat(before.tagged()).contains("zebratext");

        counter.relays(ledger.commit(day("2026-05-01"), restricting.changing("secret", Access.INTERNAL)))
                .reaches("soderhamn", ledger.all().size());
        var internal = told("soderhamn");
        assertThat(internal.all()).doesNotContain("ebratitle", "ebratext", "secret");
        assertThat(internal.tagged()).doesNotContain("ebratitle", "ebratext", "secret");
        assertThat(internal.archive())
                .as("the others stand where they stood")
                .isEqualTo(before.archive().stream()
                        .filter(title -> !title.contains("Zebratitle"))
                        .toList());

        counter.relays(ledger.commit(day("2026-05-02"), restricting.changing("secret", Access.ON_REQUEST)))
                .reaches("soderhamn", ledger.all().size());
        var onRequest = told("soderhamn");
        assertThat(onRequest.all())
                .contains("Zebratitle 63?", "On request.")
                .doesNotContain("zebratext", "Because of 63");
        assertThat(onRequest.archive()).isEqualTo(before.archive());

        counter.relays(ledger.commit(day("2026-05-03"), restricting.changing("secret", Access.PUBLIC)))
                .reaches("soderhamn", ledger.all().size());
        assertThat(told("soderhamn")).isEqualTo(before);
    }

    /** @param archive titles of the first archive */
    private record Told(String all, String tagged, List<String> archive) {}

    private Told told(String trustCenter) {
        var address = "/%s/feeds/%s.json?lang=en";
        return new Told(
                "%s %s"
                        .formatted(
                                walkJson(address.formatted(trustCenter, "answers")),
                                entries(walkAtom(address.formatted(trustCenter, "answers")
                                                .replace(".json", ".atom")))
                                        .stream()
                                        .map(entry -> entry.getTitle() + content(entry))
                                        .toList()),
                walkJson(address.formatted(trustCenter, "answers:gdpr")).toString(),
                items(List.of(json(address.formatted(trustCenter, "answers") + "&archive=1")))
                        .map(item -> item.path("title").asString())
                        .toList());
    }

    @Test
    void whatWasTakenInBeforeIsNumberedAsItWouldBeToday() throws SQLException, IOException {
        var rows = sorted();

        try (var connection = counter.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from views.topic_commit");
            statement.executeUpdate(migration());
        }

        assertThat(sorted()).isEqualTo(rows);
    }

    @Test
    void aCheckMissesWhatIsNotThereAndARebuildBringsIt() throws SQLException {
        var rows = sorted();
        try (var connection = counter.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from views.topic_commit where topic = 'agreements' and number = 2");
        }

        var missing = counter.task("check");
        var rebuilt = counter.task("rebuild");

        assertThat(missing.output()).contains("commits about agreements", "number 2", "missing");
        assertThat(rebuilt.exitCode()).as(rebuilt.output()).isZero();
        assertThat(counter.task("check").exitCode()).isZero();
        assertThat(sorted()).isEqualTo(rows);
    }

    private List<String> sorted() {
        return counter.rows("topic_commit").stream().sorted().toList();
    }

    private static String migration() throws IOException {
        try (var file = Objects.requireNonNull(FeedsTest.class.getResourceAsStream("/db/migration/V20__topics.sql"))) {
            var sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return sql.substring(sql.indexOf("insert into"));
        }
    }
}
