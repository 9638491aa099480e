package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;
import static org.trustledger.testing.Pointer.press;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.Category;
import org.trustledger.events.LocalizedText;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.Restricting;
import tools.jackson.databind.JsonNode;

/** What a reader is told who does not read the original, on any date: pages in a real browser, and their twins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranslationsTest {
    private static final String API = "/api/v1/trust-centers/nordhamn/answers";

    private final Facts facts = new Facts("nordhamn");
    private final Restricting restricting = new Restricting(facts);
    private Counter counter;
    private Visitors visitors;

    @BeforeAll
    void open(@TempDir Path archive) {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-06-15T09:00:00Z"));
        commit(
                day("2026-01-10"),
                facts.stated("profile", day("2026-01-01"), null, null, Facts.profile("Nordhamn")),
                facts.stated("operations", day("2026-01-01"), null, null, new Category(1, both("Operations", "Drift"))),
                stated("backups", "2026-01-01", null, "Are there backups?", both("Nightly.", "Varje natt.")),
                stated("keys", "2026-01-01", null, "Who has the keys?", both("Two people.", "Två personer.")),
                stated("halls", "2026-01-01", null, "How many halls?", both("Two.", "Två.")),
                stated("pump", "2026-01-01", null, "Is there a pump?", both("One.", "En.")),
                stated("audits", "2024-01-01", "2025-01-01", "Who audits?", both("We do.", "Vi gör det.")),
                stated("audits", "2025-01-01", null, "Who audits?", both("Others do.", "Vi gör det.")),
                facts.stated(
                        "logs",
                        day("2026-01-01"),
                        null,
                        null,
                        answer(
                                LocalizedText.of("en", "How long are logs kept?"),
                                LocalizedText.of("en", "For *one year*."))),
                facts.stated(
                        "staff",
                        day("2026-01-01"),
                        null,
                        null,
                        answer(both("Who is vetted?", "Vem granskas?"), LocalizedText.of("en", "Everybody."))),
                stated("fire", "2026-01-01", null, "What of fire?", both("Sprinklers.", "Vatten.")),
                stated("taken-back", "2026-01-01", null, "Taken back?", both("Yes.", "Ja.")),
                stated("renewed", "2026-01-01", "2026-03-01", "Renewed?", both("Yes.", "Ja.")),
                facts.stated(
                        "swedish-first",
                        day("2026-01-01"),
                        null,
                        null,
                        answer(LocalizedText.of("sv", "Först?"), LocalizedText.of("sv", "Ja."))));
        commit(
                day("2026-03-01"),
                stated("backups", "2026-03-03", null, "Are there backups?", both("Hourly.", "Varje natt.")),
                stated("halls", "2026-03-03", null, "How many halls?", both("Three.", "Två.")),
                stated("pump", "2026-03-03", null, "Is there a pump?", both("Two.", "En.")));
        commit(
                day("2026-04-01"),
                stated("fire", "2025-01-01", "2026-01-01", "What of fire?", both("Hoses.", "Vatten.")),
                facts.stated(
                        "keys",
                        day("2026-01-01"),
                        null,
                        (long) 4,
                        answer(
                                both("Who has the keys?", "Who has the keys? (sv)"),
                                both("Three people.", "Två personer."))));
        commit(day("2026-05-01"), stated("halls", "2026-05-02", null, "How many halls?", both("Three.", "Tre.")));
        commit(
                day("2026-05-02"),
                stated("taken-back", "2026-05-05", null, "Taken back?", both("Yes, once.", "Ja.")),
                stated("renewed", "2026-03-02", null, "Renewed?", both("Yes, once.", "Ja.")),
                facts.stated(
                        "swedish-first",
                        day("2026-02-01"),
                        null,
                        null,
                        answer(both("First?", "Först?"), both("Yes.", "Ja."))));
        commit(day("2026-05-03"), stated("taken-back", "2026-05-05", null, "Taken back?", both("Yes.", "Ja.")));
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
    void whoReadsATranslationThatIsOlderIsLedToTheOriginal() {
        try (var page = visitors.visit("/nordhamn/answers", "sv")) {
            var note = page.locator("#answer-backups .translation");
            assertThat(note.textContent())
                    .isEqualTo(
                            "Översättningen är äldre än originalet från den 3 mars 2026. Läs originalet på engelska");
            press(note.locator("a"));
            assertThat(page.getAttribute("html", "lang")).isEqualTo("en");
            assertThat(page.locator("h1").textContent()).isEqualTo("Are there backups?");
            assertThat(page.locator(".entry-title .prose").textContent()).contains("Hourly.");
            assertThat(page.locator(".translation").count()).isZero();
        }
    }

    @Test
    void aCorrectionOfTheOriginalSaysWhenItWasMade() {
        assertThat(told("/nordhamn/answers/keys?lang=sv"))
                .isEqualTo("Översättningen är äldre än originalet, som rättades den 1 april 2026."
                        + " Läs originalet på engelska");
    }

    @Test
    void whatIsNotTranslatedIsMarkedWithTheLanguageItIsIn() {
        try (var page = visitors.visit("/nordhamn/answers/logs", "sv")) {
            assertThat(page.locator(".translation").textContent())
                    .isEqualTo("Inte översatt till svenska: visas på engelska.");
            assertThat(page.locator("h1").getAttribute("lang")).isEqualTo("en");
            assertThat(page.locator(".entry-title .prose").getAttribute("lang")).isEqualTo("en");
        }
        var partly = read("/nordhamn/answers/staff?lang=sv");
        assertThat(partly.select(".translation").text())
                .isEqualTo("Bara delvis översatt till svenska: resten visas på engelska.");
        assertThat(partly.select("h1").attr("lang")).isEmpty();
        assertThat(partly.select(".entry-title .prose").attr("lang")).isEqualTo("en");
    }

    @Test
    void theOriginalIsNeverMarked() {
        assertThat(read("/nordhamn/answers?lang=en").select(".translation")).isEmpty();
        assertThat(read("/nordhamn/answers/keys?lang=en").select(".translation"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "as it reads today, backups, '', outdated",
        "before the original changed, backups, ?validAt=2026-02-01, ",
        "as it was known before the change, backups, ?validAt=2026-06-01&recordedAt=2026-02-01, ",
        "on the day of the change, backups, ?validAt=2026-03-03, outdated",
        "before the correction as known today, keys, ?validAt=2026-02-01, outdated",
        "before the correction as known then, keys, ?validAt=2026-02-01&recordedAt=2026-03-31, ",
        "until the translation followed, halls, ?validAt=2026-04-01, outdated",
        "until it was known that it will, halls, ?validAt=2026-05-03&recordedAt=2026-04-01, outdated",
        "since it followed, halls, ?validAt=2026-05-03, ",
        "brought along with its past, audits, '', outdated",
        "in that past, audits, ?validAt=2024-06-01, ",
        "though its past is told later, fire, ?validAt=2026-02-01, ",
        "before its past was told, fire, ?validAt=2026-02-01&recordedAt=2026-03-31, "
    })
    void isJudgedByWhatWasKnownThen(String which, String item, String query, @Nullable String state) {
        var translations = counter.json("%s/%s%s".formatted(API, item, query)).path("translations");

        assertThat(states(translations)).as(which).isEqualTo(state == null ? List.of() : List.of("sv " + state));
        assertThat(read("/nordhamn/answers/%s%s%slang=sv".formatted(item, query, query.isEmpty() ? "?" : "&"))
                        .select(".translation")
                        .isEmpty())
                .as("%s, on the page", which)
                .isEqualTo(state == null);
    }

    @Test
    void programsReadTheSameInEveryForm() {
        var expected = new TreeMap<>(Map.of(
                "audits", List.of("sv outdated"),
                "backups", List.of("sv outdated"),
                "keys", List.of("sv outdated"),
                "logs", List.of("sv missing"),
                "staff", List.of("sv incomplete")));
        var original = counter.json(API + "/keys").at("/translations/0/original");

        assertThat(listed(counter.json(API).path("translations"))).containsAllEntriesOf(expected);
        assertThat(listed(counter.json("/nordhamn/answers.json").at("/content/translations")))
                .containsAllEntriesOf(expected);
        assertThat(states(counter.json("/nordhamn/answers/logs.json").at("/content/translations")))
                .containsExactly("sv missing");
        assertThat(original.path("language").asString()).isEqualTo("en");
        assertThat(original.path("revision").asInt()).isEqualTo(2);
        assertThat(original.path("corrects").asLong()).isEqualTo(4);
        assertThat(original.path("recordedAt").asString())
                .isEqualTo(day("2026-04-01").toString());
        assertThat(counter.get("/nordhamn/answers/backups.md?lang=sv").body())
                .contains("Översättningen är äldre än originalet från den 3 mars 2026.")
                .containsPattern("\\[Läs originalet på engelska]\\(\\S+/nordhamn/answers/backups\\?lang=en\\)");
    }

    @Test
    void aHitOfASearchIsMarkedToo() {
        assertThat(read("/nordhamn/search?q=natt&lang=sv")
                        .select(".results .translation")
                        .text())
                .startsWith("Översättningen är äldre än originalet från den 3 mars 2026.");
        assertThat(read("/nordhamn/search?q=hourly&lang=en").select(".results .entry"))
                .hasSize(1);
        assertThat(read("/nordhamn/search?q=hourly&lang=en").select(".translation"))
                .isEmpty();
    }

    @Test
    void whatReadersMayNotReadMarksNothing() {
        var marked = states(counter.json(API + "/pump").path("translations"));

        change("pump", Access.ON_REQUEST, day("2026-05-10"));
        var onRequest = counter.json(API + "/pump").path("translations");
        var then = counter.json(API + "/pump?validAt=2026-04-01").path("translations");
        change("pump", Access.INTERNAL, day("2026-05-11"));
        var internal = counter.json(API).path("translations");
        change("pump", Access.PUBLIC, day("2026-05-12"));

        assertThat(marked).containsExactly("sv outdated");
        assertThat(onRequest)
                .as("its text is not told, so neither is that it changed")
                .isEmpty();
        assertThat(then).isEmpty();
        assertThat(internal.has("pump")).isFalse();
        assertThat(states(counter.json(API + "/pump").path("translations"))).isEqualTo(marked);
    }

    @Test
    void anAnswerGivenAgainAfterItWasRetiredBeginsAnew() {
        var before = facts.all().size();
        commit(
                day("2026-05-20"),
                stated("again", "2026-01-01", null, "Again?", both("Yes.", "Ja.")),
                stated("again", "2026-02-01", null, "Again?", both("Yes, once.", "Ja.")));
        commit(day("2026-05-21"), facts.removed("again", day("2026-03-01"), AnswerRetired::new));
        commit(day("2026-05-22"), stated("again", "2026-04-01", null, "Again?", both("Yes, twice.", "Ja.")));
        send(before);

        assertThat(counter.json(API + "/again").path("translations")).isEmpty();
        assertThat(states(counter.json(API + "/again?validAt=2026-02-15").path("translations")))
                .containsExactly("sv outdated");
    }

    @Test
    void whatReadsAgainAsItDidWhenItWasTranslatedIsNotOlder() {
        assertThat(counter.json(API + "/taken-back").path("translations")).isEmpty();
        assertThat(states(counter.json(API + "/renewed").path("translations")))
                .as("a day later, and in one language only")
                .containsExactly("sv outdated");
        assertThat(counter.json(API + "/swedish-first").path("translations"))
                .as("the original is the newer one")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "translation-outdated, backups",
        "translation-missing, logs",
        "translation-past, backups?validAt=2026-04-01"
    })
    void hasNoBarrier(String name, String address) {
        for (var language : List.of("sv", "en")) {
            try (var page = visitors.visit("/nordhamn/answers/" + address, language)) {
                assertThat(Visitors.barriers(page)).as(name).isEmpty();
                Visitors.photograph(page, "%s-%s".formatted(name, language));
                Visitors.byNight(page);
                Visitors.widen(page, Visitors.NARROW);
                Visitors.assertFits(page, name);
                assertThat(Visitors.barriers(page)).as(name).isEmpty();
                Visitors.photograph(page, "%s-%s-narrow-dark".formatted(name, language));
            }
        }
        try (var page = visitors.visit("/nordhamn/answers", "sv")) {
            Visitors.photographWhole(page, "translation-list-sv");
        }
    }

    private Facts.Draft stated(String item, String from, @Nullable String until, String question, LocalizedText text) {
        return facts.stated(
                item,
                day(from),
                until == null ? null : day(until),
                null,
                answer(both(question, question + " (sv)"), text));
    }

    private static Answer answer(LocalizedText question, LocalizedText text) {
        return new Answer(1, "operations", List.of(), question, text);
    }

    private void commit(Instant recordedAt, Facts.Draft... drafts) {
        restricting.recorded(facts.commit(
                recordedAt, Stream.of(drafts).map(restricting::telling).toArray(Facts.Draft[]::new)));
    }

    private void change(String item, Access access, Instant recordedAt) {
        var before = facts.all().size();
        facts.commit(recordedAt, restricting.changing(item, access));
        send(before);
    }

    private void send(int before) {
        counter.relays(facts.all().subList(before, facts.all().size()))
                .reaches("nordhamn", facts.all().size());
    }

    private String told(String address) {
        return read(address).select(".translation").text();
    }

    private Document read(String address) {
        return Jsoup.parse(counter.get(address, "Accept", "text/html").body());
    }

    private static TreeMap<String, List<String>> listed(JsonNode translations) {
        var listed = new TreeMap<String, List<String>>();
        translations.forEachEntry((item, own) -> listed.put(item, states(own)));
        return listed;
    }

    private static List<String> states(JsonNode translations) {
        var states = new ArrayList<String>();
        translations.forEach(one -> states.add(
                one.path("language").asString() + " " + one.path("state").asString()));
        return states;
    }
}
