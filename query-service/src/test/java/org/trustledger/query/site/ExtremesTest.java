package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.Content;
import org.trustledger.events.Pillar;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.events.Trigger;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;

/** The least and the most that a provider may say, in a real browser: designed, not survived. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtremesTest {
    private static final Instant RECORDED = Instant.parse("2026-11-20T09:30:00Z");
    private static final int ANSWERS = 5_000;
    private static final int CATEGORIES = 60;
    private static final int TAGS = 90;
    private static final int MOST_DOCUMENT = 100_000;

    private static final String LONG_WORD =
            "Ansvarsförsäkringsbolagsdirektörsassistentsrekryteringsunderlag".repeat(2) + "et";
    private static final String LONG_TITLE =
            "Do you, or anybody who works for you, store, read, copy or otherwise process %s outside the country, and if so where, why, for how long and under which agreement? "
                            .formatted("personal data ".repeat(4))
                            .repeat(3)
                            .substring(0, 499)
                    + "?";
    private static final String LONG_NAME = "The Cooperative Society for Computing, Storage and Networks of the Coast, "
            + "the Archipelago and the Inland of the North, with its Subsidiaries, Branches and Associated Companies in "
            + "Twelve Municipalities";
    private static final String LOGO = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">
              <style>.leaf { fill: #0b8a6a }</style>
              <circle class="leaf" cx="10" cy="10" r="9"/><rect x="24" y="4" width="34" height="12" rx="2" fill="#0b8a6a" style="opacity: 0.8"/>
            </svg>
            """;
    private static final String LONG_MARKDOWN = """
            A table first, because tables are wide:

            | control | owner | evidence | reviewed | interval | next | remark |
            |---|---|---|---|---:|---|---|
            %s
            1. first
               1. nested
                  - deeper
                    - and deeper still, with a sentence that is long enough to need more than one line of the page
            2. second

            > Quoted, with `code`.

            ```
            openssl s_client -connect trust.example:443 -servername trust.example -showcerts -status -tls1_3 -verify_return_error
            ```

            %s
            """.formatted(
            "| Access rights are reviewed | security | ticket ACC-1234567890 | 2026-03-01 | 90 days | 2026-06-01 | no finding |\n"
                    .repeat(40),
            "A paragraph that says the same again, in other words, until somebody stops reading it. ".repeat(200));

    private final List<Facts> all = new ArrayList<>();
    private Counter counter;
    private Visitors visitors;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        var logo = Files.writeString(folder.resolve("logo.svg"), LOGO);
        counter = Counter.withArchive(folder)
                .at(Instant.parse("2026-11-22T08:00:00Z"))
                .with("trust-ledger.brand.long.logo", logo.toString())
                .with("trust-ledger.brand.long.accent.light", "#0b5a4a")
                .with("trust-ledger.brand.long.accent.dark", "#7fd1b9");
        publish("many", "Many", many());
        publish("long", LONG_NAME, lengthy());
        publish("short", "X", brief());
        publish("nothing", "Nothing yet");
        publish("early", "Early");
        var early = all.getLast();
        counter.relays(early.commit(
                RECORDED.plusSeconds(60),
                early.stated(
                        "dpa",
                        day("2026-12-01"),
                        null,
                        null,
                        new AgreementRevision(
                                1,
                                both("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                                Trigger.COMMERCIAL,
                                null,
                                List.of(new Clause("scope", "1", both("Scope", "Omfattning"), both("All.", "Allt."))),
                                List.of()))));
        publish(
                "pillars",
                "Pillars only",
                IntStream.rangeClosed(1, 5)
                        .mapToObj(number -> new Item(
                                "pillar-" + number,
                                new Pillar(number, both("Owned here", "Ägs här"), both("By us.", "Av oss."))))
                        .toArray(Item[]::new));
        counter.start();
        all.forEach(facts ->
                counter.reaches(facts.trustCenter().value(), facts.all().size()));
        visitors = new Visitors(counter.address());
    }

    @AfterAll
    void close() {
        visitors.close();
        counter.close();
    }

    private record Item(String id, Content content) {}

    private void publish(String trustCenter, String name, Item... items) {
        var facts = new Facts(trustCenter);
        all.add(facts);
        var drafts = new ArrayList<Facts.Draft>();
        drafts.add(facts.stated(
                "profile",
                null,
                null,
                null,
                new Profile(
                        name,
                        name + " AB",
                        new ContactFunction(
                                both("Trust office", "Förtroendekansliet"), "trust@" + trustCenter + ".example"),
                        List.of("en", "sv"),
                        ZoneId.of("Europe/Stockholm"),
                        Period.ofDays(30),
                        null)));
        for (var item : items) {
            drafts.add(facts.stated(item.id(), day("2026-01-01"), null, null, item.content()));
        }
        counter.relays(facts.commit(RECORDED, drafts.toArray(Facts.Draft[]::new)));
    }

    private static Item[] many() {
        var items = new ArrayList<Item>();
        for (var i = 1; i <= CATEGORIES; i++) {
            items.add(new Item("category-" + i, new Category(i, both("Category number " + i, "Kategori nummer " + i))));
        }
        for (var i = 1; i <= TAGS; i++) {
            items.add(new Item(
                    "tag-" + i,
                    new Tag(i, both("Tag " + i, "Tagg " + i), i % 2 == 0 ? TagKind.FRAMEWORK : TagKind.THEME, null)));
        }
        for (var i = 1; i <= ANSWERS; i++) {
            items.add(new Item(
                    "answer-" + i,
                    new Answer(
                            i,
                            "category-" + (i * CATEGORIES / (ANSWERS + 1) + 1),
                            List.of("tag-" + (i % TAGS + 1), "tag-" + (i * 7 % TAGS + 1)).stream()
                                    .distinct()
                                    .toList(),
                            both(
                                    "Question number %d: how is it kept?".formatted(i),
                                    "Fråga nummer %d: hur hålls det?".formatted(i)),
                            both(
                                    "Answer %d. %s"
                                            .formatted(
                                                    i,
                                                    "It is kept as it was promised, and looked after every day. "
                                                            .repeat(6)),
                                    "Svar %d. %s"
                                            .formatted(
                                                    i, "Det hålls som utlovat och ses efter varje dag. ".repeat(6))))));
        }
        return items.toArray(Item[]::new);
    }

    private static Item[] lengthy() {
        var category = new Item("security", new Category(1, both(LONG_WORD, LONG_WORD)));
        var tag = new Item("tag", new Tag(1, both(LONG_WORD, LONG_WORD), TagKind.THEME, null));
        var answers = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> new Item(
                        "answer-" + number,
                        new Answer(
                                number,
                                "security",
                                List.of("tag"),
                                both(number % 2 == 0 ? LONG_WORD : LONG_TITLE, LONG_TITLE),
                                both(LONG_MARKDOWN, number % 2 == 0 ? LONG_WORD : LONG_MARKDOWN))));
        var agreement = new Item(
                "dpa",
                new AgreementRevision(
                        1,
                        both(LONG_TITLE, LONG_TITLE),
                        Trigger.COMMERCIAL,
                        null,
                        IntStream.rangeClosed(1, 12)
                                .mapToObj(number -> new Clause(
                                        "clause-" + number,
                                        "12.%d.1".formatted(number),
                                        both(number % 2 == 0 ? LONG_WORD : LONG_TITLE, LONG_TITLE),
                                        both("It says so. ".repeat(60), LONG_WORD)))
                                .toList(),
                        List.of()));
        var subprocessor = new Item(
                "sub",
                new Subprocessor(
                        1,
                        LONG_NAME,
                        LONG_WORD,
                        "1".repeat(40),
                        null,
                        new ContactFunction(both(LONG_WORD, LONG_WORD), "trust@sub.example"),
                        both(LONG_TITLE, LONG_TITLE),
                        List.of(both(LONG_WORD, LONG_WORD)),
                        List.of(both(LONG_WORD, LONG_WORD)),
                        List.of("SE", "DK", "NO", "FI", "DE", "FR", "IT"),
                        List.of("SE"),
                        both(LONG_TITLE, LONG_TITLE),
                        true,
                        null,
                        both(LONG_TITLE, LONG_TITLE)));
        var pillars = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> new Item(
                        "pillar-" + number,
                        new Pillar(number, both(LONG_WORD, LONG_WORD), both(LONG_TITLE, LONG_TITLE))));
        return Stream.of(Stream.of(category, tag, agreement, subprocessor), pillars, answers)
                .flatMap(items -> items)
                .toArray(Item[]::new);
    }

    private static Item[] brief() {
        return new Item[] {
            new Item("c", new Category(1, both("C", "C"))),
            new Item("p", new Pillar(1, both("P", "P"), both("p", "p"))),
            new Item("a", new Answer(1, "c", List.of(), both("Q", "F"), both("A", "S"))),
            new Item("h", new Answer(2, "c", List.of(), both("H", "R"), null)),
            new Item(
                    "d",
                    new AgreementRevision(
                            1,
                            both("D", "D"),
                            Trigger.COMMERCIAL,
                            null,
                            List.of(new Clause("k", "1", both("K", "K"), both("t", "t"))),
                            List.of()))
        };
    }

    @ParameterizedTest
    @CsvSource({
        "many-home, /many/",
        "many-answers, /many/answers",
        "many-answers-late, /many/answers?page=125",
        "many-filtered, /many/answers?tag=tag-80&category=category-50",
        "many-found, /many/search?q=number",
        "long-home, /long/",
        "long-answers, /long/answers",
        "long-answer, /long/answers/answer-1",
        "long-word, /long/answers/answer-2?lang=sv",
        "long-agreement, /long/agreements/dpa",
        "long-redline, /long/agreements/dpa/redline",
        "long-subprocessors, /long/subprocessors",
        "long-changes, /long/changes",
        "early-differences, /early/differences?validAt=2026-12-02",
        "nothing-differences, /nothing/differences",
        "short-home, /short/",
        "short-answer, /short/answers/a",
        "short-agreement, /short/agreements/d",
        "nothing-home, /nothing/",
        "nothing-answers, /nothing/answers",
        "nothing-changes, /nothing/changes",
        "nothing-packs, /nothing/packs",
        "pillars-home, /pillars/"
    })
    void isAsGoodAsAnyOtherPage(String name, String path) {
        try (var page = visitors.visit(path, "en")) {
            Visitors.photograph(page, name);
            assertThat(Visitors.barriers(page)).as(name).isEmpty();
            Visitors.assertFits(page, name);
            Visitors.widen(page, Visitors.NARROW);
            Visitors.assertFits(page, name);
            Visitors.photograph(page, name + "-narrow");
            if (!name.equals("long-answer")) {
                assertThat(page.content().getBytes(StandardCharsets.UTF_8))
                        .as("bytes of %s", name)
                        .hasSizeLessThanOrEqualTo(MOST_DOCUMENT);
            }
        }
    }

    @Test
    void aCommitOfThousandsOfChangesIsReadPageByPage() {
        var last = all.getFirst().all().size();
        try (var page = visitors.visit("/many/changes/%d?page=999999".formatted(last), "en")) {
            assertThat(page.locator(".part-lead").textContent()).startsWith("5,15");
            assertThat(page.locator(".pager p").textContent()).matches("Page ([0-9]+) of \\1");
            assertThat(page.locator(".timeline ul > li").count()).isBetween(1, 20);
            assertThat(Visitors.barriers(page)).isEmpty();
            Visitors.assertFits(page, "many-commit");
        }
    }

    @Test
    void anAgreementThatIsNotInForceSaysFromWhenItIs() {
        try (var page = visitors.visit("/early/agreements/dpa", "en")) {
            assertThat(page.locator("h1").textContent()).isEqualTo("Data processing agreement");
            assertThat(page.locator(".lead").textContent())
                    .isEqualTo("“Data processing agreement” is not in force on 22 November 2026."
                            + " It applies from 1 December 2026.");
            assertThat(page.locator(".ways a").allTextContents()).containsExactly("All agreements");
            visitors.go(page, "/early/agreements/dpa?validAt=2026-12-02");
            assertThat(page.locator(".clause").count()).isEqualTo(1);
            visitors.go(page, "/early/agreements/dpa?validAt=2026-11-21");
            assertThat(page.locator(".ribbon").count()).isEqualTo(1);
            assertThat(page.locator(".ways a").count()).isEqualTo(2);
        }
    }

    @Test
    void fiveThousandAnswersAreFoundFilteredAndListed() {
        try (var page = visitors.visit("/many/", "en")) {
            assertThat(page.locator("#answers .entry").count()).isEqualTo(12);
            assertThat(page.locator(".chips > li").count()).isGreaterThan(TAGS);
            assertThat(page.locator(".rest[open]").count()).isZero();
            press(page.locator(".rest summary").first());
            press(page.locator(".chip", new Page.LocatorOptions().setHasText("Tag 88")));
            assertThat(page.locator(".chip[aria-current]").isVisible()).isTrue();
            assertThat(page.locator(".counted").textContent()).isEqualTo("110 answers");
            visitors.go(page, "/many/search");
            page.locator("#search").fill("\"number 4711\"");
            page.locator("#search").press("Enter");
            assertThat(page.locator(".results .question").first().textContent()).startsWith("Question number 4711");
        }
        assertThat(counter.get("/many/sitemap.xml").body().split("<loc>", -1)).hasSizeGreaterThan(ANSWERS);
    }

    @Test
    void aLongAnswerIsCutInAListAndWholeByItself() {
        try (var page = visitors.visit("/long/answers", "en")) {
            var answer = page.locator("#answer-answer-1");
            assertThat(answer.locator("table").count()).isZero();
            press(answer.locator(".read-on a"));
            assertThat(page.locator(".entry-title table tr").count()).isEqualTo(41);
        }
    }

    @Test
    void aProviderHasItsOwnLogoAndColour() {
        try (var page = visitors.visit("/long/", "en")) {
            assertThat(accent(page)).isEqualTo("#0b5a4a");
            var logo = page.locator("img.logo");
            assertThat(logo.evaluate("image => image.complete && image.naturalWidth > 0"))
                    .isEqualTo(true);
            assertThat(logo.getAttribute("width")).isEqualTo("78");
            assertThat(page.locator(".mark").count()).isZero();
            Visitors.byNight(page);
            assertThat(accent(page)).isEqualTo("#7fd1b9");
            assertThat(Visitors.barriers(page, "color-contrast")).isEmpty();
            Visitors.photograph(page, "brand-dark");

            var file = counter.get(logo.getAttribute("src"));
            assertThat(file.headers().firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; style-src 'unsafe-inline'; sandbox");
            assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
            visitors.go(page, "/short/");
            assertThat(accent(page)).isEqualTo("#8dbbe3");
            assertThat(page.locator(".mark").textContent()).isEqualTo("X");
        }
    }

    private static String accent(Page page) {
        return page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()")
                .toString();
    }
}
