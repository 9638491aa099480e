package org.trustledger.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.Clause;
import org.trustledger.events.ContactFunction;
import org.trustledger.events.DataCenter;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Trigger;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import tools.jackson.databind.JsonNode;

/** What readers find, from Kafka to HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
    private static final String SEARCH = "/api/v1/trust-centers/nordhamn/search";

    private final Facts facts = new Facts("nordhamn");
    private final Facts neighbour = new Facts("soderhamn");
    private Counter counter;

    @BeforeAll
    void aTrustCenterWithWords(@TempDir Path archive) {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-11-22T12:00:00Z"));
        counter.relays(facts.commit(
                day("2026-01-10"),
                answer(
                        "backups",
                        "How are backups protected?",
                        "Hur skyddas säkerhetskopior?",
                        "Each night, **encrypted** with keys of ours. See [the policy](https://nordhamn.example/policy).",
                        "Varje natt, krypterade med våra nycklar."),
                answer(
                        "hosting",
                        "Where is data stored?",
                        "Var lagras data?",
                        "In halls that are certified to ISO/IEC 27001:2022, with TLS 1.3 on every line.",
                        "Säker i hallar i Luleå. Ö-drift prövas varje år."),
                answer(
                        "script",
                        "What of <script>alert('question')</script>?",
                        "Och <b>det</b>?",
                        "It says </em><img src=x onerror=alert(1)> and nothing else.",
                        "Det står <script>alert('svar')</script>."),
                answer("storage", "Who may see it?", "Vem får se det?", "Storage is where backups are.", "Ingen."),
                facts.stated(
                        "english",
                        null,
                        null,
                        null,
                        new Answer(
                                9,
                                "c",
                                List.of(),
                                LocalizedText.of("en", "Do you pentest?"),
                                LocalizedText.of("en", "Penetration tests are run by an independent firm."))),
                facts.stated(
                        "dpa",
                        null,
                        null,
                        null,
                        new AgreementRevision(
                                1000,
                                both("Data processing agreement", "Personuppgiftsbiträdesavtal"),
                                Trigger.COMMERCIAL,
                                null,
                                List.of(
                                        new Clause(
                                                "breach",
                                                "6.2",
                                                both("Breaches", "Incidenter"),
                                                both("We notify without undue delay.", "Vi anmäler utan dröjsmål.")),
                                        new Clause(
                                                "audits",
                                                "7",
                                                both("Audits", "Revision"),
                                                both("Yearly.", "Årligen."))),
                                List.of())),
                facts.stated("postbud", null, null, null, postbud()),
                facts.stated(
                        "lulea",
                        null,
                        null,
                        null,
                        new DataCenter(
                                1000,
                                both("North hall", "Norra hallen"),
                                "Kallt AB",
                                both("Luleå", "Luleå"),
                                "SE",
                                both("Production", "Produktion"),
                                List.of(),
                                List.of("ISO/IEC 27001"))),
                facts.pillar("openness")));
        counter.relays(facts.commit(
                day("2026-03-01"),
                answer(
                        "hosting",
                        "Where is data stored?",
                        "Var lagras data?",
                        "Only in Finland, in a mountain.",
                        "Bara i Finland, i ett berg.")));
        counter.relays(facts.commit(day("2026-04-01"), facts.removed("storage", null, AnswerRetired::new)));
        counter.relays(facts.commit(
                day("2026-05-01"),
                IntStream.range(0, 45)
                        .mapToObj(number -> answer(
                                "common-%02d".formatted(number), "Common " + number, "Vanlig " + number, "word", "ord"))
                        .toArray(Facts.Draft[]::new)));
        counter.relays(neighbour.commit(
                day("2026-01-11"),
                neighbour.stated(
                        "secret",
                        null,
                        null,
                        null,
                        new Answer(1, "c", List.of(), both("Neighbourhood", "Grannskap"), null))));
        counter.start().reaches("nordhamn", 56).reaches("soderhamn", 1);
    }

    @AfterAll
    void close() {
        counter.close();
    }

    private Facts.Draft answer(String id, String question, String fraga, String text, String svar) {
        return facts.stated(
                id, null, null, null, new Answer(1000, "c", List.of(), both(question, fraga), both(text, svar)));
    }

    private static Subprocessor postbud() {
        return new Subprocessor(
                1000,
                "Postbud AS",
                "Storgata 1, Oslo",
                "556677-8899",
                null,
                new ContactFunction(both("Privacy office", "Dataskydd"), "dpo@postbud.example"),
                both("Sends our invoices.", "Skickar våra fakturor."),
                List.of(both("Invoicing", "Fakturering")),
                List.of(both("Names", "Namn")),
                List.of("NO"),
                List.of("NO"),
                null,
                true,
                null,
                null);
    }

    private JsonNode search(String q, String... parameters) {
        var more = parameters.length == 0 ? "" : "&" + String.join("&", parameters);
        var answer = counter.get(SEARCH + "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return FactCodec.mapper().readTree(answer.body());
    }

    private List<String> found(String q, String... parameters) {
        return StreamSupport.stream(search(q, parameters).at("/hits").spliterator(), false)
                .map(hit -> hit.at("/item").asString()
                        + (hit.at("/clause").isNull()
                                ? ""
                                : "#" + hit.at("/clause").asString()))
                .toList();
    }

    @Test
    void findsByStemInBothLanguages() {
        assertThat(found("encryption", "language=en")).containsExactly("backups");
        assertThat(found("backup")).contains("backups");
        assertThat(found("nyckel", "language=sv")).isEmpty();
        assertThat(found("nycklarna", "language=sv")).containsExactly("backups");
        assertThat(found("säkerhetskopia", "language=sv")).containsExactly("backups");
        assertThat(found("fakturorna")).containsExactly("postbud");
    }

    @Test
    void doesNotAskForAccents() {
        assertThat(found("sakerhetskopior", "language=sv")).containsExactly("backups");
        assertThat(found("saker", "validAt=2026-02-01", "language=sv")).contains("hosting", "backups");
        assertThat(found("lulea")).contains("lulea");
        assertThat(found("LULEÅ")).contains("lulea");
        assertThat(found("a\u030Arligen"))
                .as("decomposed, as some systems type it")
                .containsExactly("dpa#audits");
    }

    @Test
    void takesTheLastWordForABeginning() {
        assertThat(found("encryp", "language=en")).containsExactly("backups");
        assertThat(found("säkerhetskop")).containsExactly("backups");
        assertThat(found("säkerhetskopio")).as("beyond the stem").containsExactly("backups");
        assertThat(found("encryp night")).as("not the last word").isEmpty();
        assertThat(found("night encryp")).containsExactly("backups");
        assertThat(marked(search("säkerhetskopio").at("/hits/0/title"))).isEqualTo("Hur skyddas [säkerhetskopior]?");
    }

    @Test
    void takesPhrasesAndWhatMustNotBeThere() {
        assertThat(found("\"undue delay\"")).containsExactly("dpa#breach");
        assertThat(found("\"delay undue\"")).isEmpty();
        assertThat(found("\"undue delay")).as("never closed").containsExactly("dpa#breach");
        assertThat(found("backups -storage", "validAt=2026-02-01")).containsExactly("backups");
        assertThat(found("backups", "validAt=2026-02-01")).containsExactly("backups", "storage");
        assertThat(found("word -\"common 1\"", "limit=50")).hasSize(44);
    }

    @Test
    void findsWhatStandsBetweenSigns() {
        assertThat(found("iec", "validAt=2026-02-01")).containsExactlyInAnyOrder("hosting", "lulea");
        assertThat(found("ISO/IEC 27001")).containsExactly("lulea");
        assertThat(found("TLS 1.3", "validAt=2026-02-01")).containsExactly("hosting");
        assertThat(found("556677-8899")).containsExactly("postbud");
        assertThat(found("Norway")).containsExactly("postbud");
        assertThat(found("Norge", "language=sv")).containsExactly("postbud");
    }

    @Test
    void ranksTheQuestionAboveTheText() {
        assertThat(found("backups", "language=en", "validAt=2026-02-01")).containsExactly("backups", "storage");
    }

    @Test
    void findsInTheOtherLanguageWhatIsNotThereInTheReaders() {
        assertThat(found("penetration", "language=sv")).containsExactly("english");
        assertThat(found("encrypted", "language=sv")).isEmpty();
        assertThat(found("pentest", "language=de")).containsExactly("english");
    }

    @Test
    void looksInTheKindsAskedFor() {
        assertThat(found("data", "kind=agreements")).containsExactly("dpa");
        assertThat(found("openness")).containsExactly("openness");
        assertThat(search("data", "kind=agreements", "kind=answers")
                        .at("/total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void findsInThePastWhatIsGoneAndNotBeforeItWasKnown() {
        assertThat(found("mountain")).containsExactly("hosting");
        assertThat(found("halls", "language=en")).doesNotContain("hosting");
        assertThat(found("certified", "validAt=2026-02-01")).containsExactly("hosting");
        assertThat(found("mountain", "validAt=2026-02-01")).isEmpty();
        assertThat(found("mountain", "recordedAt=2026-02-27")).isEmpty();
        assertThat(found("certified", "recordedAt=2026-02-27", "validAt=2026-10-01"))
                .as("what was believed then of a later day")
                .containsExactly("hosting");
        assertThat(found("storage")).isEmpty();
        assertThat(found("storage", "validAt=2026-03-31")).containsExactly("storage");
    }

    @Test
    void marksHitsWithoutMarkup() {
        var backups = search("encrypted night").at("/hits/0");
        assertThat(marked(backups.at("/excerpt")))
                .isEqualTo(
                        "Each [night], [encrypted] with keys of ours. See \"the policy\" (https://nordhamn.example/policy).");
        var script = search("alert", "language=en");
        assertThat(script.at("/hits/0/item").asString()).isEqualTo("script");
        assertThat(marked(script.at("/hits/0/title"))).isEqualTo("What of <script>[alert]('question')</script>?");
        assertThat(marked(script.at("/hits/0/excerpt")))
                .isEqualTo("It says </em><img src=x onerror=[alert](1)> and nothing else.");
    }

    private static String marked(JsonNode fragments) {
        return StreamSupport.stream(fragments.spliterator(), false)
                .map(fragment -> fragment.at("/hit").asBoolean()
                        ? "[%s]".formatted(fragment.at("/text").asString())
                        : fragment.at("/text").asString())
                .collect(Collectors.joining());
    }

    @Test
    void pagesThroughAllHitsOnce() {
        var seen = new ArrayList<String>();
        var next = SEARCH + "?q=common&limit=20";
        while (next != null) {
            var page = counter.json(next);
            assertThat(page.at("/total").asInt()).isEqualTo(45);
            page.at("/hits").forEach(hit -> seen.add(hit.at("/item").asString()));
            next = page.at("/next").isNull() ? null : page.at("/next").asString();
        }
        assertThat(seen).hasSize(45).doesNotHaveDuplicates();
        var cursor = counter.json(SEARCH + "?q=common&limit=20").at("/cursor").asString();
        assertThat(counter.get(SEARCH + "?q=word&cursor=" + cursor).statusCode())
                .isEqualTo(400);
    }

    @Test
    void answersWithStrongTagsAndWaits() {
        var path = SEARCH + "?q=backups";
        var tag = counter.get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(counter.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(counter.head(path).headers().firstValue("ETag")).contains(tag);
        assertThat(counter.get(path + "&min-position=56").statusCode()).isEqualTo(200);
    }

    @Test
    void takesWhateverIsTypedForWords() {
        for (var hostile : List.of(
                "' or 1=1 --",
                "'; drop table search_text; --",
                "a & | ! <-> ( ) :* \\ '",
                "backups:*",
                "backups:A",
                "!backups | x",
                "<script>alert(1)</script>",
                "%_%",
                "back*ups?",
                "\u0000backups",
                "backups\u0000",
                "\uE000backups\uE001",
                "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🔒 é",
                "\"\"\" \" backups",
                "-- -\"\" backups",
                "''''",
                "\\'backups\\'",
                "a".repeat(200),
                "x ".repeat(15) + "y")) {
            var answer = counter.get(SEARCH + "?q=" + URLEncoder.encode(hostile, StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).as(hostile + " " + answer.body()).isIn(200, 400);
        }
        assertThat(found("backups:*")).contains("backups");
        assertThat(found("\u0000backups")).contains("backups");
    }

    @Test
    void refusesWhatAsksForNothingOrTooMuch() {
        for (var q : List.of("", "%20", "-backups", "%2B%2B", "%22%22", "x".repeat(10_240), "x+".repeat(20))) {
            var answer = counter.get(SEARCH + "?q=" + q);
            assertThat(answer.statusCode()).as(q).isEqualTo(400);
        }
        assertThat(counter.get(SEARCH + "?q=" + "x".repeat(3_000)).body())
                .contains("bad-parameter", "3000 characters", "at most 200");
        assertThat(counter.get(SEARCH).body()).contains("bad-parameter", "q '' is missing");
        assertThat(counter.get(SEARCH + "?q=x&kind=categories").body()).contains("bad-parameter", "'categories'");
        assertThat(counter.get(SEARCH + "?q=x&language=!").statusCode()).isEqualTo(400);
        assertThat(counter.get(SEARCH + "?q=x&limit=51").statusCode()).isEqualTo(400);
        assertThat(found("neighbourhood")).isEmpty();
        assertThat(counter.json("/api/v1/trust-centers/soderhamn/search?q=neighbourhood")
                        .at("/total")
                        .asInt())
                .isEqualTo(1);
    }
}
