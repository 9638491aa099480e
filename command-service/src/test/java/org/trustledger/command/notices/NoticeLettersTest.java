package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.Clause;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Profile;
import org.trustledger.events.Subprocessor;
import org.trustledger.events.Trigger;

/** The words in which things are told, as text and as HTML, in both languages. */
class NoticeLettersTest {
    private static final URI COUNTER = URI.create("https://trust.nordhamn.example/");
    private static final URI PROOF = URI.create("https://trust.nordhamn.example/reception/letter?t=abc&l=1");
    private static final URI MANAGE = URI.create("https://trust.nordhamn.example/reception/manage?t=abc&l=1");
    private static final URI LEAVE = URI.create("https://trust.nordhamn.example/reception/leave?t=abc&l=1");
    private static final Map<OwnLink, URI> LINKS =
            Map.of(OwnLink.PROOF, PROOF, OwnLink.MANAGE, MANAGE, OwnLink.LEAVE, LEAVE);
    private static final Set<String> TOPICS = Set.of("agreements", "subprocessors", "answers", "packs");

    private final NoticeLetters letters = new NoticeLetters();

    private NoticeLetter letter(String language, ToldChange... changes) {
        return letter(language, Notices.told(changes));
    }

    private NoticeLetter letter(String language, Told told) {
        return letters.compose(told, readers(TOPICS, language), COUNTER).to(LINKS);
    }

    private static Readership readers(Set<String> topics, String language) {
        return new Readership(topics, language, SubscriberAudience.ASKED, LINKS.keySet());
    }

    private static Document html(NoticeLetter letter) {
        return Jsoup.parse(letter.html());
    }

    private static String words(NoticeLetter letter) {
        return html(letter).text();
    }

    private static List<ToldItem> oneOfEach() {
        var announced = Notices.announced(ToldKind.DATA_CENTER);
        var story = Notices.announced(ToldKind.ANSWER);
        return List.of(
                Notices.changedAnswer(),
                Notices.addedAnswer(),
                Notices.announcedSubprocessor(),
                Notices.addedSubprocessor(),
                Notices.changedDataCenter(),
                Notices.announcedRevision(),
                Notices.after(
                        ToldKind.DATA_CENTER,
                        announced.reads("nightly", "2026-06-01", "2026-08-01").reads("hourly", "2026-08-01")),
                Notices.after(ToldKind.ANSWER, story.ends()),
                Notices.after(
                        ToldKind.AGREEMENT,
                        Notices.announced(ToldKind.AGREEMENT).ends()),
                Notices.after(
                        ToldKind.AGREEMENT,
                        Notices.announced(ToldKind.AGREEMENT).reads("nightly", "2026-06-01")),
                Notices.after(
                        ToldKind.ANSWER, Notices.announced(ToldKind.ANSWER).reads("hourly")),
                Notices.after(
                        ToldKind.ANSWER,
                        Notices.announced(ToldKind.ANSWER).corrects(1, "weekly", "2026-01-01", "2026-02-01")),
                Notices.after(
                        ToldKind.ANSWER, Notices.announced(ToldKind.ANSWER).access(Access.ON_REQUEST)));
    }

    @TestFactory
    Stream<DynamicTest> everyLetterHoldsWhatALetterHasToHold() {
        var told = new ArrayList<Told>();
        oneOfEach().forEach(item -> told.add(Notices.told(item)));
        told.add(Notices.told(Notices.pack()));
        told.add(Notices.told(oneOfEach()));
        told.add(Notices.told(
                Stream.concat(oneOfEach().stream(), Stream.of(Notices.pack())).toList()));
        return told.stream()
                .flatMap(one -> Stream.of("en", "sv")
                        .map(language -> DynamicTest.dynamicTest(
                                "%s: %s"
                                        .formatted(
                                                language,
                                                one.changes().stream()
                                                        .map(change -> change.happened()
                                                                .text())
                                                        .toList()),
                                () -> assertThatItIsALetter(one, letter(language, one)))));
    }

    private static void assertThatItIsALetter(Told told, NoticeLetter letter) {
        assertThat(letter.subject())
                .startsWith("Nordhamn Cloud: ")
                .hasSizeLessThan(240)
                .doesNotContain("\n");
        for (var words : List.of(letter.text(), words(letter))) {
            assertThat(words)
                    .contains("Nordhamn Cloud AB", "trust@nordhamn.example", "Europe/Stockholm")
                    .contains(PROOF.toString(), MANAGE.toString(), LEAVE.toString())
                    .doesNotContain("**", "](", "null", "{0}", "{1}", "|---");
            told.changes().forEach(change -> assertThat(words).contains("№" + change.position()));
        }
        assertThat(Parser.htmlParser().setTrackErrors(20)).satisfies(parser -> {
            parser.parseInput(letter.html(), "");
            assertThat(parser.getErrors()).isEmpty();
        });
        var page = html(letter);
        assertThat(page.select("html").attr("lang")).isEqualTo(letter.language());
        assertThat(
                        page.select(
                                "img,script,link,iframe,object,embed,svg,video,audio,form,base,meta[http-equiv],[src],[srcset],[background]"))
                .isEmpty();
        assertThat(letter.html()).doesNotContain("url(", "@import", "javascript:");
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("table th:not([scope])")).isEmpty();
        assertThatHeadingsSkipNoLevel(page);
        assertThat(page.select("a[href]").eachAttr("href"))
                .allMatch(href -> href.startsWith("https://trust.nordhamn.example/")
                        || href.startsWith("https://nordhamn.example/"));
        assertThat(page.select("hr ~ h2 > a").eachAttr("href"))
                .allMatch(href -> href.contains("/nordhamn/") && !href.contains("example//"));
        if (letter.language().equals("sv")) {
            assertThatNothingIsSaidInEnglish(letter);
        }
    }

    private static void assertThatHeadingsSkipNoLevel(Document page) {
        var last = 0;
        for (var heading : page.select("h1,h2,h3,h4,h5,h6")) {
            var level = heading.tagName().charAt(1) - '0';
            assertThat(level).as(heading.text()).isLessThanOrEqualTo(last + 1);
            last = level;
        }
    }

    /** None of what only the English file says stands in the Swedish letter. */
    private static void assertThatNothingIsSaidInEnglish(NoticeLetter letter) {
        var swedish = fragments("sv");
        var english = fragments("en").stream()
                .filter(fragment -> swedish.stream().noneMatch(other -> other.contains(fragment)))
                .toList();
        assertThat(english).hasSizeGreaterThan(100);
        for (var words : List.of(letter.subject(), letter.text(), words(letter))) {
            var said = words.replaceAll("https?://\\S+", "");
            assertThat(english).noneMatch(said::contains);
        }
    }

    private static List<String> fragments(String language) {
        var texts = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(NoticeLettersTest.class.getResourceAsStream(
                        "/texts/letters/notices/%s.properties".formatted(language))),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.values().stream()
                .flatMap(text -> Arrays.stream(text.toString().split("\\{|\\}|\\*\\*|[0-9][#<]|\\|")))
                .map(String::strip)
                .filter(fragment -> fragment.length() > 5)
                .distinct()
                .toList();
    }

    private record When(String name, ToldItem told, String english, String swedish) {}

    private static When when(String name, UnaryOperator<Story> told, String english, String swedish) {
        return new When(
                name, Notices.after(ToldKind.ANSWER, told.apply(Notices.announced(ToldKind.ANSWER))), english, swedish);
    }

    @TestFactory
    Stream<DynamicTest> sayFromWhenWithTheDayInBold() {
        var ending = new Story(ToldKind.ANSWER, "backup")
                .on("2026-01-10")
                .reads("nightly", "2026-01-01")
                .on("2026-02-01")
                .ends("2026-06-01")
                .on("2026-03-11");
        return Stream.of(
                        when(
                                "at once",
                                s -> s.reads("daily", "2026-03-11", "2026-06-01"),
                                "Applies from **11 March 2026**.",
                                "Gäller från den **11 mars 2026**."),
                        when(
                                "ended",
                                s -> s.ends(),
                                "No longer applies from **11 March 2026**.",
                                "Gäller inte längre från och med den **11 mars 2026**."),
                        when(
                                "postponed",
                                s -> s.reads("nightly", "2026-06-01", "2026-08-01")
                                        .reads("hourly", "2026-08-01"),
                                "Will apply from **1 August 2026**, later than was known before (1 June 2026).",
                                "Kommer att gälla från den **1 augusti 2026**, senare än vad som var känt tidigare (1 juni 2026)."),
                        when(
                                "brought forward",
                                s -> s.reads("hourly", "2026-05-01"),
                                "Applies from **1 May 2026**, earlier than was announced (1 June 2026).",
                                "Gäller från den **1 maj 2026**, tidigare än aviserat (1 juni 2026)."),
                        when(
                                "withdrawn",
                                s -> s.reads("nightly", "2026-06-01"),
                                "What had been announced for **1 June 2026** will not come.",
                                "Det som aviserats för den **1 juni 2026** blir inte av."),
                        when(
                                "announced anew",
                                s -> s.reads("daily", "2026-06-01"),
                                "Will apply from **1 June 2026**. Replaces what had been announced for 1 June 2026.",
                                "Kommer att gälla från den **1 juni 2026**. Ersätter det som aviserats för den 1 juni 2026."),
                        when(
                                "corrected",
                                s -> s.corrects(1, "weekly", "2026-01-01", "2026-06-01"),
                                "Corrects what was recorded. Applies from **1 January 2026**.",
                                "Rättar det som antecknats. Gäller från den **1 januari 2026**."),
                        when(
                                "corrected, and past",
                                s -> s.corrects(1, "weekly", "2026-01-05", "2026-02-01"),
                                "Corrects what was recorded for the time from **5 January 2026** up to, but not including, **1 February 2026**.",
                                "Rättar det som antecknats för tiden från den **5 januari 2026** fram till, men inte med, den **1 februari 2026**."),
                        when(
                                "corrected, and dated",
                                s -> s.corrects(1, "nightly", "2025-06-01", "2026-06-01"),
                                "Applies from **1 June 2025**, not from 1 January 2026 as was recorded.",
                                "Gäller från den **1 juni 2025**, inte från den 1 januari 2026 som det var antecknat."),
                        when(
                                "restricted",
                                s -> s.access(Access.ON_REQUEST),
                                "Since **11 March 2026** its text is handed out on request only.",
                                "Sedan den **11 mars 2026** lämnas texten bara ut på begäran."),
                        when(
                                "will end",
                                s -> s.ends("2026-08-01"),
                                "Will no longer apply from **1 August 2026**.",
                                "Kommer inte längre att gälla från och med den **1 augusti 2026**."),
                        new When(
                                "no end after all",
                                Notices.after(ToldKind.ANSWER, ending.reads("nightly", "2026-06-01")),
                                "Goes on applying: that it would no longer apply from **1 June 2026**, as had been announced, is withdrawn.",
                                "Fortsätter att gälla: att det inte längre skulle gälla från och med den **1 juni 2026**, som aviserats, är återkallat."))
                .flatMap(example -> Stream.of("en", "sv")
                        .map(language -> DynamicTest.dynamicTest("%s: %s".formatted(language, example.name()), () -> {
                            var sentence = language.equals("en") ? example.english() : example.swedish();
                            var letter = letter(language, example.told());
                            assertThat(letter.text()).contains(sentence.replace("**", ""));
                            var parts = sentence.split("\\*\\*");
                            for (var part = 1; part < parts.length; part += 2) {
                                assertThat(html(letter).select("p > strong").eachText())
                                        .contains(parts[part]);
                            }
                            assertThat(html(letter).select("p").eachText()).contains(sentence.replace("**", ""));
                        })));
    }

    @Test
    void aReminderSaysThatItIsOne() {
        var story = Notices.announced(ToldKind.DATA_CENTER);
        var told = ItemChanges.takingEffect(
                ToldKind.DATA_CENTER,
                "backup",
                story.facts(),
                story.position(),
                Story.day("2026-05-20"),
                Story.day("2026-06-01"));

        var english = letter("en", Notices.told(told));
        assertThat(english.subject())
                .isEqualTo("Nordhamn Cloud: Sundsvall 1 – data center takes effect soon, 1 June 2026");
        assertThat(english.text())
                .startsWith("Nordhamn Cloud reminds you of a change that was announced and takes effect soon.")
                .contains(
                        "Takes effect on 1 June 2026, as announced.",
                        "Used for",
                        "Before: nightly",
                        "From 1 June 2026: hourly");
        assertThat(letter("sv", Notices.told(told)).text())
                .startsWith("Nordhamn Cloud påminner om en aviserad ändring som snart börjar gälla.")
                .contains("Datahall · börjar snart gälla", "Börjar gälla den 1 juni 2026, som aviserat.");
    }

    @Test
    void twoInstantsOfOneDayAreToldApart() {
        var story = Notices.announced(ToldKind.ANSWER);
        var later = Story.day("2026-06-01").plus(Duration.ofHours(9));
        story.states(story.content("nightly"), Story.day("2026-06-01"), later, null)
                .states(story.content("hourly"), later, null, null);

        assertThat(letter("en", Notices.after(ToldKind.ANSWER, story)).text())
                .contains(
                        "Will apply from 1 Jun 2026, 11:00:00 (UTC+02:00), later than was known before (1 Jun 2026, 02:00:00 (UTC+02:00)).");
    }

    @Test
    void anAnswerIsToldWithTheWordsStruckOutAndPutIn() {
        var english = letter("en", Notices.changedAnswer());
        assertThat(english.subject())
                .isEqualTo("Nordhamn Cloud: How are backups kept? – answer changed, 11 March 2026");
        assertThat(english.text())
                .contains("Answer · changed\nHow are backups kept?")
                .contains("Why: Customers asked for longer storage.")
                .contains("Backups are encrypted and kept for [-30-] {+90+} days in \"[-two-] {+three+} places\"")
                .contains("Tags\n  Before: GDPR\n  From 11 March 2026: GDPR, Digital autonomy")
                .contains("https://trust.nordhamn.example/nordhamn/answers/backup?lang=en");
        var page = html(english);
        assertThat(page.select("del").eachText()).containsExactly("removed: 30", "removed: two");
        assertThat(page.select("ins").eachText()).containsExactly("added: 90", "added: three");
        assertThat(page.select("td").eachText()).containsExactly("GDPR", "GDPR, Digital autonomy");

        var swedish = letter("sv", Notices.changedAnswer());
        assertThat(swedish.subject())
                .isEqualTo("Nordhamn Cloud: Hur förvaras säkerhetskopior? – svar ändrat, 11 mars 2026");
        assertThat(swedish.text())
                .contains("Varför: Kunder bad om längre lagring.")
                .contains(
                        "sparas i [-30-] {+90+} dagar",
                        "Etiketter\n  Före: GDPR\n  Från 11 mars 2026: GDPR, Digital suveränitet")
                .contains("https://trust.nordhamn.example/nordhamn/answers/backup?lang=sv");
    }

    @Test
    void aNewAnswerIsToldWhole() {
        var letter = letter("en", Notices.addedAnswer());
        assertThat(letter.text())
                .contains("Every quarter", "- from", "files", "<script>alert(1)</script>", "See a plan.")
                .doesNotContain("# Every", "`");
        var page = html(letter);
        assertThat(page.select("h3").eachText()).containsExactly("Every quarter");
        assertThat(page.select("li").eachText()).containsExactly("from tape", "from disk");
        assertThat(page.select("td").eachText()).containsExactly("files", "weekly");
        assertThat(page.text()).contains("<script>alert(1)</script>");
    }

    @Test
    void aSubprocessorIsToldByTheFieldsThatDiffer() {
        var english = letter("en", Notices.announcedSubprocessor());
        assertThat(english.subject())
                .isEqualTo("Nordhamn Cloud: Postbud AB – sub-processor to be changed, 1 June 2026");
        assertThat(english.text())
                .contains("Will apply from 1 June 2026.")
                .contains("Stored in\n  Before: Sweden\n  From 1 June 2026: Sweden, United Kingdom")
                .contains("Transfer mechanism\n  Before: –\n  From 1 June 2026: Adequacy decision")
                .contains("Works for\n  Before: Nordhamn Cloud directly\n  From 1 June 2026: Brevbud AB")
                .contains("https://trust.nordhamn.example/nordhamn/changes/subprocessors/postbud?lang=en")
                .doesNotContain("Legal name", "Registration");
        var rows = html(english).select("tbody tr");
        assertThat(rows.eachText())
                .contains("Stored in Sweden Sweden, United Kingdom", "Transfer mechanism – Adequacy decision");
        assertThat(html(english).select("thead th").eachText()).containsExactly("What", "Before", "From 1 June 2026");

        assertThat(letter("sv", Notices.announcedSubprocessor()).text())
                .contains("Underbiträde · ska ändras", "Kommer att gälla från den 1 juni 2026.")
                .contains("Lagras i\n  Före: Sverige\n  Från 1 juni 2026: Sverige, Storbritannien")
                .contains("Arbetar åt\n  Före: Nordhamn Cloud direkt\n  Från 1 juni 2026: Brevbud AB");
    }

    @Test
    void aNewSubprocessorIsToldWithAllItsFields() {
        var letter = letter("en", Notices.addedSubprocessor());
        assertThat(letter.text())
                .contains("Legal name\n  From 11 March 2026: Postbud AB")
                .contains(
                        "Processing and division of responsibilities\n  From 11 March 2026: Prints and posts invoices.")
                .contains("Own data processing agreement\n  From 11 March 2026: In place")
                .contains("Contact\n  From 11 March 2026: Privacy desk")
                .doesNotContain("Before");
        assertThat(html(letter).select("thead th").eachText()).containsExactly("What", "From 11 March 2026");
    }

    @Test
    void everyFieldHasAWord() {
        var some = Story.subprocessor("Postbud AB", "Posts", "SE");
        var filled = new Subprocessor(
                1_000,
                some.legalName(),
                some.address(),
                some.registrationNumber(),
                "5493001KJTIIGC8Y1R12",
                some.contact(),
                some.processing(),
                some.services(),
                some.dataCategories(),
                some.storageCountries(),
                some.processingCountries(),
                Story.text("Clauses", "Klausuler"),
                false,
                "brevbud",
                Story.text("On paper", "På papper"));
        var story = new Story(ToldKind.SUBPROCESSOR, "postbud");
        story.on("2026-03-11").states(filled);
        var place = new Story(ToldKind.DATA_CENTER, "sundsvall-1");
        place.on("2026-03-11").states(Notices.sundsvall("Norrhall AB", "ISO/IEC 27001"));

        assertThat(html(letter("sv", story.toldSince(0).getFirst())).select("tbody th"))
                .hasSize(15);
        assertThat(html(letter("sv", place.toldSince(0).getFirst())).select("tbody th"))
                .hasSize(7);
    }

    @Test
    void whatIsRemovedIsToldWithWhatItWas() {
        var story = new Story(ToldKind.SUBPROCESSOR, "backup");
        story.on("2026-01-10").reads("Post", "2026-01-01").on("2026-03-11").ends();
        var letter = letter("sv", story.toldSince(1).getFirst());

        assertThat(letter.text())
                .contains(
                        "Underbiträde · borttaget",
                        "Gäller inte längre från och med den 11 mars 2026.",
                        "Lagras i\n  Före 11 mars 2026: Sverige");
    }

    @Test
    void aDataCenterIsToldInItsGender() {
        assertThat(letter("sv", Notices.changedDataCenter()).text())
                .contains("Datahall · ändrad", "Drivs av\n  Före: Norrhall AB\n  Från 11 mars 2026: Söderhall AB")
                .contains("Certifierad enligt\n  Före: –\n  Från 11 mars 2026: ISO/IEC 27001")
                .contains("/nordhamn/changes/data-centers/sundsvall-1?lang=sv");
    }

    @Test
    void aRevisionIsToldClauseByClause() {
        var english = letter("en", Notices.announcedRevision());
        assertThat(english.subject())
                .isEqualTo("Nordhamn Cloud: Data processing agreement – new revision announced, 1 September 2026");
        assertThat(english.text())
                .contains(
                        "Why: New regulatory requirement. DORA asks for shorter times. (Legal source: Regulation (EU) 2022/2554, Article 30)")
                .contains("2 [-Telefax-] (removed)\n[-By fax.-]")
                .contains(
                        "3 → 2 Breaches (reworded, renumbered)\nWe tell you within [-48-] {+24+} hours of any breach.\nWhy: Changed legislation. The directive sets a day. (Legal source: NIS2, Article 23)")
                .contains("3 {+Exit+} (added)\n{+A plan of ninety days.+}")
                .contains("/nordhamn/agreements/dpa/redline?lang=en&from=1&to=2")
                .doesNotContain("All services.");
        var page = html(english);
        assertThat(page.select("h3").eachText())
                .containsExactly("2 removed: Telefax", "3 → 2 Breaches", "3 added: Exit");
        assertThat(page.select("a").eachAttr("href"))
                .contains("https://trust.nordhamn.example/nordhamn/agreements/dpa/redline?lang=en&from=1&to=2");

        assertThat(letter("sv", Notices.announcedRevision()).text())
                .contains(
                        "Avtal · ny revision aviserad",
                        "Revision 2 · №2 i liggaren",
                        "Varför: Nytt myndighetskrav. DORA kräver kortare tider. (Rättskälla: ")
                .contains(
                        "3 → 2 Incidenter (omformulerad, omnumrerad)\nVi underrättar er inom [-48-] {+24+} timmar om varje incident.");
    }

    @Test
    void aPackIsToldInTheReadersLanguage() {
        var english = letter("en", Notices.pack());
        assertThat(english.subject()).isEqualTo("Nordhamn Cloud: Trust pack of 11 March 2026");
        assertThat(english.text())
                .startsWith("Nordhamn Cloud tells you of a new trust pack.")
                .contains("Shows what applies on 11 March 2026.")
                .contains("48 pages, 612 kB. SHA-256 of the file: " + "ab".repeat(32), "Also in: Swedish")
                .contains("https://trust.nordhamn.example/nordhamn/packs/%s.pdf".formatted("1".repeat(32)));
        assertThat(letter("sv", Notices.pack()).text())
                .startsWith("Nordhamn Cloud meddelar att det finns ett nytt förtroendepaket.")
                .contains("/packs/%s.pdf".formatted("2".repeat(32)), "Finns även på: engelska");
    }

    @Test
    void whyItIsSentNamesTheTopicsThatAreTouched() {
        var told = Notices.told(Notices.changedAnswer(), Notices.addedSubprocessor());

        assertThat(letters.compose(told, readers(Set.of("answers:gdpr", "subprocessors", "packs"), "en"), COUNTER)
                        .to(LINKS)
                        .text())
                .contains(
                        "Nordhamn Cloud AB sends this because this address asked to be told of answers with the tag GDPR, sub-processors, and data centers.");
    }

    @Test
    void whoSubscribedReadsAtTheEndWhyAndHowToBeToldOfSomethingElseOrNothing() {
        var letter = letter("en", Notices.changedAnswer());

        assertThat(letter.text()).endsWith("""


                --\s
                Nordhamn Cloud AB sends this because this address asked to be told of answers.
                Questions: Trust office, trust@nordhamn.example.
                Dates are those of Europe/Stockholm.

                This letter on the site, to acknowledge it or to prove that you got it:
                https://trust.nordhamn.example/reception/letter?t=abc&l=1

                Change what you are told of:
                https://trust.nordhamn.example/reception/manage?t=abc&l=1

                To be told of nothing more:
                https://trust.nordhamn.example/reception/leave?t=abc&l=1
                """);
        assertThat(letter.html()).endsWith("""
                <hr style="margin:28px 0 20px">
                <p style="font-size:14px">Nordhamn Cloud AB sends this because this address asked to be told of answers. Questions: Trust office, trust@nordhamn.example. Dates are those of Europe/Stockholm.</p>
                <p style="font-size:14px">This letter on the site, to acknowledge it or to prove that you got it: <a href="https://trust.nordhamn.example/reception/letter?t=abc&amp;l=1">https://trust.nordhamn.example/reception/letter?t=abc&amp;l=1</a></p>
                <p style="font-size:14px">Change what you are told of: <a href="https://trust.nordhamn.example/reception/manage?t=abc&amp;l=1">https://trust.nordhamn.example/reception/manage?t=abc&amp;l=1</a></p>
                <p style="font-size:14px">To be told of nothing more: <a href="https://trust.nordhamn.example/reception/leave?t=abc&amp;l=1">https://trust.nordhamn.example/reception/leave?t=abc&amp;l=1</a></p>
                </body>
                </html>
                """);
    }

    @Test
    void whoHasNoLinksReadsNothingOfThem() {
        var told = Notices.told(Notices.changedAnswer());
        var contacts =
                new Readership(TOPICS, "en", (_, provider, topics) -> provider + " has to: " + topics + ".", Set.of());

        var letter = letters.compose(told, contacts, COUNTER).to(Map.of());

        assertThat(letter.text()).endsWith("""

                --\s
                Nordhamn Cloud AB has to: answers.
                Questions: Trust office, trust@nordhamn.example.
                Dates are those of Europe/Stockholm.
                """);
        assertThat(letter.html()).endsWith("""
                Dates are those of Europe/Stockholm.</p>
                </body>
                </html>
                """).doesNotContain("urn:uuid");
    }

    @Test
    void ofSeveralChangesTheSubjectNamesTheFirst() {
        assertThat(letter("en", Notices.changedAnswer(), Notices.addedSubprocessor())
                        .subject())
                .isEqualTo("Nordhamn Cloud: Postbud AB – sub-processor added, 11 March 2026, and 1 more change");
        assertThat(letter("sv", Notices.changedAnswer(), Notices.addedSubprocessor())
                        .subject())
                .isEqualTo("Nordhamn Cloud: Postbud AB – underbiträde tillagt, 11 mars 2026, och 1 ändring till");
        assertThat(letter("en", Notices.told(oneOfEach())).subject()).endsWith(", and 12 more changes");
        assertThat(letter("sv", Notices.told(oneOfEach())).subject()).endsWith(", och 12 ändringar till");
    }

    @Test
    void whatIsAnnouncedOfSomethingThatThereIsIsNotThatItComes() {
        var fresh = new Story(ToldKind.DATA_CENTER, "backup").on("2026-01-10").reads("nightly", "2026-06-01");
        assertThatItIsCalled(fresh, 0, "data center announced, 1 June 2026", "datahall aviserad, 1 juni 2026");
        var changed = standing().reads("hourly", "2026-06-01");
        assertThatItIsCalled(changed, 1, "data center to be changed, 1 June 2026", "datahall ska ändras, 1 juni 2026");
        var ending = standing().ends("2026-06-01");
        assertThatItIsCalled(ending, 1, "data center to be removed, 1 June 2026", "datahall ska tas bort, 1 juni 2026");
    }

    private static Story standing() {
        return new Story(ToldKind.DATA_CENTER, "backup")
                .on("2026-01-10")
                .reads("nightly", "2026-01-01")
                .on("2026-03-11");
    }

    private void assertThatItIsCalled(Story story, long after, String english, String swedish) {
        var told = story.toldSince(after).getFirst();
        assertThat(letter("en", told).subject()).endsWith(english);
        assertThat(letter("sv", told).subject()).endsWith(swedish);
    }

    @Test
    void aPackThatFollowsAChangeIsToldAfterItAndNotInTheSubject() {
        for (var language : List.of("en", "sv")) {
            var letter = letter(language, Notices.addedSubprocessor(), Notices.pack());
            assertThat(letter.subject())
                    .isEqualTo(letter(language, Notices.addedSubprocessor()).subject())
                    .contains("Postbud AB");
            assertThat(letter.text()).contains("/nordhamn/packs/");
        }
        assertThat(letter("en", Notices.addedSubprocessor(), Notices.pack()).text())
                .startsWith("Nordhamn Cloud tells you of a change in its trust center and of a new trust pack.");
        assertThat(letter("sv", Notices.addedSubprocessor(), Notices.pack()).text())
                .startsWith("Nordhamn Cloud meddelar en ändring i sitt förtroendecenter och ett nytt förtroendepaket.");
    }

    @Test
    void anAnswerThatTheSubjectAloneNamesIsOnRecordAsNamed() {
        var many = IntStream.range(0, 300)
                .mapToObj(number -> {
                    var story = new Story(ToldKind.ANSWER, "item-%03d".formatted(number));
                    // The last was recorded before all others.
                    for (var facts = number == 299 ? 1 : 2; facts > 0; facts--) {
                        story.on("2026-03-11")
                                .states(Notices.answer(
                                        LocalizedText.of("en", "Words %d of %d.".formatted(facts, number))));
                    }
                    return story.toldSince(0).getFirst();
                })
                .toList();

        var composed = letters.compose(Notices.told(many), readers(TOPICS, "en"), COUNTER);

        assertThat(composed.answers()).hasSize(251).contains(new ToldAnswer("item-299", false));
        assertThat(composed.to(LINKS).text()).doesNotContain("item-299");
    }

    @Test
    void aReminderOfSeveralChangesNamesTheFirst() {
        var story = Notices.announced(ToldKind.DATA_CENTER);
        var soon = ItemChanges.takingEffect(
                        ToldKind.DATA_CENTER,
                        "backup",
                        story.facts(),
                        story.position(),
                        Story.day("2026-05-20"),
                        Story.day("2026-06-01"))
                .getFirst();

        var english = letter("en", soon, soon);
        assertThat(english.subject())
                .isEqualTo(
                        "Nordhamn Cloud: Sundsvall 1 – data center takes effect soon, 1 June 2026, and 1 more change");
        assertThat(english.text())
                .startsWith("Nordhamn Cloud reminds you of 2 changes that were announced and take effect soon.");
        assertThat(letter("sv", soon, soon).subject())
                .isEqualTo(
                        "Nordhamn Cloud: Sundsvall 1 – datahall börjar snart gälla, 1 juni 2026, och 1 ändring till");
    }

    @Test
    void whatIsNotTranslatedIsMarked() {
        Function<String, Answer> english = words ->
                Notices.answer(LocalizedText.of("en", "Who operates it?"), LocalizedText.of("en", words), "gdpr");
        var story = new Story(ToldKind.ANSWER, "backup");
        story.on("2026-01-10").states(english.apply("We do."), "2026-01-01");
        story.on("2026-03-11").states(english.apply("We and others do."));

        var page = html(letter("sv", story.toldSince(1).getFirst()));

        assertThat(page.select("h2 a[lang=en]").eachText()).containsExactly("Who operates it?");
        assertThat(page.select("p[lang=en]").eachText())
                .containsExactly("We added: and others do.".replace("added:", "tillagt:"));
    }

    @Test
    void whatOnlyATranslationSaysIsNamed() {
        var story = new Story(ToldKind.ANSWER, "backup");
        story.on("2026-01-10").states(Notices.answer(Story.text("Encrypted.", "Krypterad."), "gdpr"), "2026-01-01");
        story.on("2026-03-11").states(Notices.answer(Story.text("Encrypted.", "Krypterade."), "gdpr"));
        var told = story.toldSince(1).getFirst();

        assertThat(letter("en", told).text())
                .contains("Also changed in: Swedish")
                .doesNotContain("{+");
        assertThat(letter("sv", told).text())
                .contains("[-Krypterad-] {+Krypterade+}")
                .doesNotContain("Även ändrat");
    }

    @Test
    void aTextThatOnlyLooksOtherwiseIsSaidToDoSo() {
        var story = new Story(ToldKind.ANSWER, "backup");
        story.on("2026-01-10").states(Notices.answer(LocalizedText.of("en", "Kept *safe*."), "gdpr"), "2026-01-01");
        story.on("2026-03-11").states(Notices.answer(LocalizedText.of("en", "Kept **safe**."), "gdpr"));

        assertThat(letter("en", story.toldSince(1).getFirst()).text())
                .contains("The words stayed as they were; only their form changed.");
    }

    @Test
    void whatIsToldOnRequestIsToldByItsTitle() {
        var story = new Story(ToldKind.ANSWER, "backup");
        story.on("2026-01-10").access(Access.ON_REQUEST).reads("nightly", "2026-01-01");
        story.on("2026-03-11").because("The pump burst", "Pumpen sprack").reads("hourly");
        var letter = letter("en", story.toldSince(2).getFirst());

        for (var words : List.of(letter.text(), letter.html())) {
            assertThat(words)
                    .contains("Are there backups?", "Its text is handed out on request, so only its title stands here.")
                    .doesNotContain("nightly", "hourly", "pump", "Why:");
        }
    }

    @Test
    void oneNoticeToManyHasEachOnesOwnLinks() {
        var composed = letters.compose(Notices.told(Notices.changedAnswer()), readers(TOPICS, "en"), COUNTER);
        var one = composed.to(LINKS);
        var other = composed.to(Map.of(
                OwnLink.PROOF, URI.create("https://x.example/p"),
                OwnLink.MANAGE, URI.create("https://x.example/m"),
                OwnLink.LEAVE, URI.create("https://x.example/l")));

        assertThat(one.html()).contains("t=abc&amp;l=1").isNotEqualTo(other.html());
        assertThat(html(one).select("a").eachAttr("href"))
                .contains(PROOF.toString(), MANAGE.toString(), LEAVE.toString());
        assertThat(other.text())
                .contains("https://x.example/p", "https://x.example/m", "https://x.example/l")
                .doesNotContain("t=abc");
        assertThat(one.toString() + composed).doesNotContain("t=abc");
    }

    @Test
    void aTrustCenterInOtherLanguagesGetsLinksWithoutOne() {
        var profile = Notices.PROFILE;
        var told = Notices.told(Notices.changedAnswer());
        var finnish = new Told(
                told.trustCenter(),
                new Profile(
                        profile.name(),
                        profile.legalName(),
                        profile.contact(),
                        List.of("fi"),
                        profile.timeZone(),
                        profile.defaultNoticePeriod(),
                        null),
                told.through(),
                told.at(),
                told.changes(),
                told.names());

        var letter = letter("fi", finnish);

        assertThat(letter.language()).isEqualTo("en");
        assertThat(letter.text()).contains("/nordhamn/answers/backup\n");
    }

    @Test
    void aNoticeOfVeryManyChangesHasTheFirstWholeAndTheRestByTitle() {
        var many = IntStream.range(0, 400)
                .mapToObj(number -> {
                    var story = new Story(ToldKind.ANSWER, "item-%03d".formatted(number));
                    story.on("2026-03-11")
                            .states(Notices.answer(
                                    LocalizedText.of("en", "Question %03d?".formatted(number)),
                                    LocalizedText.of("en", "Words %03d.".formatted(number))));
                    return story.toldSince(0).getFirst();
                })
                .toList();

        var letter = letter("en", Notices.told(many));

        assertThat(letter.subject())
                .isEqualTo("Nordhamn Cloud: Question 000? – answer added, 11 March 2026, and 399 more changes");
        assertThat(letter.text())
                .contains("Words 000.", "Words 049.", "Question 050?", "Question 249?", "And 150 more changes.")
                .contains("https://trust.nordhamn.example/nordhamn/changes?lang=en")
                .doesNotContain("Words 050.", "Question 250?");
        assertThat(html(letter).select("h2 > a")).hasSize(50);
        assertThat(html(letter).select("ul > li > a")).hasSize(200);
    }

    @Test
    void aLetterHasRoomForSoMuchAndNoMore() {
        var random = new Random(11);
        UnaryOperator<String> scrambled = text -> Arrays.stream(text.split(" "))
                .map(word -> random.nextInt(3) == 0 ? "other" + random.nextInt(900) : word)
                .collect(Collectors.joining(" "));
        var long1 =
                IntStream.range(0, 2_800).mapToObj(number -> "word" + number).collect(Collectors.joining(" "));
        var many = IntStream.range(0, 60)
                .mapToObj(number -> {
                    var story = new Story(ToldKind.ANSWER, "item-%03d".formatted(number));
                    story.on("2026-01-10").states(Notices.answer(LocalizedText.of("en", long1)), "2026-01-01");
                    story.on("2026-03-11").states(Notices.answer(LocalizedText.of("en", scrambled.apply(long1))));
                    return story.toldSince(1).getFirst();
                })
                .toList();
        var told = Notices.told(many);

        var before = System.nanoTime();
        var letter = letter("en", told);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(letter.text()).hasSizeLessThan(150_000).contains("More has changed than there is room for here.");
        assertThat(letter.html()).hasSizeLessThan(300_000);
    }

    @Test
    void aChangeInALongTextIsShownWithTheWordsAroundIt() {
        var start = IntStream.range(0, 500).mapToObj(number -> "start" + number).collect(Collectors.joining(" "));
        var middle =
                IntStream.range(0, 500).mapToObj(number -> "middle" + number).collect(Collectors.joining(" "));
        var story = new Story(ToldKind.ANSWER, "backup");
        Function<String, Answer> answer = word -> Notices.answer(
                LocalizedText.of("en", "%s %s one %s %s two %s".formatted(start, word, middle, word, start)));
        story.on("2026-01-10").states(answer.apply("thirty"), "2026-01-01");
        story.on("2026-03-11").states(answer.apply("ninety"));

        var text = letter("en", story.toldSince(1).getFirst()).text();

        assertThat(text)
                .contains(
                        "start499 [-thirty-] {+ninety+} one middle0",
                        "middle499 [-thirty-] {+ninety+} two start0",
                        " … ")
                .doesNotContain("start250", "middle250", "More has changed");
    }

    @Test
    void aRevisionOfManyClausesIsBounded() {
        Function<String, List<Clause>> clauses = word -> IntStream.range(0, 200)
                .mapToObj(number -> new Clause(
                        "c" + number,
                        Integer.toString(number),
                        LocalizedText.of("en", "Heading " + number),
                        LocalizedText.of("en", word + " " + number)))
                .toList();
        var story = new Story(ToldKind.AGREEMENT, "dpa");
        story.on("2026-01-10").states(Notices.dpa(Trigger.COMMERCIAL, clauses.apply("old")), "2026-01-01");
        story.on("2026-03-11").states(Notices.dpa(Trigger.COMMERCIAL, clauses.apply("new")));

        var letter = letter("en", story.toldSince(1).getFirst());

        assertThat(letter.text())
                .contains("Heading 29", "And 170 more clauses that changed.")
                .doesNotContain("Heading 30");
    }

    @Test
    void whatAnybodyTypesIntoATitleStaysText() {
        var nasty = "Who?\r\nBcc: <b>all@x.example</b> \"&amp; [x](https://evil.example) {0} ''";
        var texts = new TreeMap<String, String>();
        texts.put("en", nasty);
        var story = new Story(ToldKind.ANSWER, "backup");
        story.on("2026-03-11")
                .because(nasty, nasty)
                .states(Notices.answer(new LocalizedText(texts), Story.text("So", "Så")));

        var letter = letter("en", story.toldSince(0).getFirst());

        assertThat(letter.subject()).doesNotContain("\r", "\n").contains("<b>all@x.example</b>", "{0} ''");
        var page = html(letter);
        assertThat(page.select("b")).isEmpty();
        assertThat(page.select("a").eachAttr("href")).noneMatch(href -> href.contains("evil"));
        assertThat(page.select("h2").eachText()).first().asString().contains("<b>all@x.example</b> \"&amp; [x]");
    }

    @Test
    void theDayIsThatOfTheTrustCenter() {
        var story = new Story(ToldKind.ANSWER, "backup");
        story.on("2026-03-11")
                .states(Notices.answer(Story.text("So", "Så")), Instant.parse("2026-03-10T23:30:00Z"), null, null);

        assertThat(letter("en", story.toldSince(0).getFirst()).text()).contains("Applies from 11 March 2026.");
    }
}
