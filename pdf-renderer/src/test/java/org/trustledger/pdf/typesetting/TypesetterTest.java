package org.trustledger.pdf.typesetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.Answer;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.PackScope;
import org.trustledger.pdf.Samples;
import org.trustledger.pdf.Tool;
import org.trustledger.pdf.platform.Sha256;
import org.trustledger.pdf.views.Copy;
import org.trustledger.pdf.views.View;
import org.trustledger.presentation.Markdown;

class TypesetterTest {
    @TempDir
    Path folder;

    private final Typesetter typesetter = new Typesetter(Samples.IMPRINT);

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void everythingStatedIsOnThePages(String language) throws Exception {
        var view = Samples.hafen();
        var text = squeezed(readAloud(set(view, language)));

        var expected = new ArrayList<String>();
        expected.add("Hafen Drift & Arkiv AB");
        view.pillars().forEach(pillar -> {
            expected.add(in(pillar.content().title(), language));
            expected.add(in(pillar.content().text(), language));
        });
        view.answers().forEach(answer -> {
            expected.add(in(answer.content().question(), language));
            var markdown = answer.content().text();
            if (markdown != null) {
                expected.addAll(paragraphs(in(markdown, language)));
            }
        });
        view.agreements().forEach(agreement -> {
            expected.add(in(agreement.content().title(), language));
            expected.add(in(agreement.reason(), language));
            agreement.content().clauses().forEach(clause -> {
                expected.add(clause.number() + " " + in(clause.heading(), language));
                expected.addAll(paragraphs(in(clause.text(), language)));
            });
            agreement.content().reasons().forEach(changed -> expected.add(in(changed.reason(), language)));
            if (agreement.content().legalSource() != null) {
                expected.add(in(agreement.content().legalSource(), language));
            }
        });
        view.subprocessors().forEach(one -> {
            var content = one.content();
            expected.add(content.legalName());
            expected.add(content.address());
            expected.add(content.contact().address());
            expected.add(in(content.contact().function(), language));
            expected.add(in(content.processing(), language));
            content.services().forEach(service -> expected.add(in(service, language)));
            content.dataCategories().forEach(category -> expected.add(in(category, language)));
        });
        expected.addAll(List.of("556677-8899", "5493001KJTIIGC8Y1R12", "EN 50600", "Hallbyggarna AB"));
        view.coming().forEach(coming -> expected.add(in(coming.stated().reason(), language)));
        view.ending().forEach(ending -> expected.add(in(ending.reason(), language)));

        assertThat(expected)
                .hasSizeGreaterThan(70)
                .allSatisfy(piece -> assertThat(text).contains(squeezed(piece)));
    }

    @Test
    void aReaderAloudHearsTheDatesBeforeWhatTheyBelongTo() throws Exception {
        assertThat(squeezed(readAloud(set(Samples.hafen(), "en"))))
                .contains(
                        squeezed(
                                "12 Mar 2026 rev 4 · №9 known 21 Nov 2026 Where do you store our data?"
                                        + "In Sweden only, in Västerås, Eskilstuna and Sundsvall. Evidence Map of the sites, https://hafen"));
    }

    @ParameterizedTest
    @CsvSource({"hafen, en", "hafen, sv", "begun, en", "begun, sv"})
    void noPageHasOnlyItsHeadAndFoot(String name, String language) throws Exception {
        var pack = set(Samples.view(name), language);
        for (var page = 1; page <= pack.pages(); page++) {
            assertThat(textOf(pack, page, page).lines()).as("page %d", page).hasSizeGreaterThan(3);
        }
    }

    @Test
    void theMarginTellsSinceWhenWhichRevisionAndWhere() throws Exception {
        var english = textOf(set(Samples.hafen(), "en"));
        assertThat(english)
                .contains(
                        "12 Mar 2026",
                        "rev 4 · №9",
                        "corrects №3",
                        "until 2 Jan 2027",
                        "clause 2.3",
                        "№ 27 · page 2 /");
        assertThat(textOf(set(Samples.hafen(), "sv"))).contains("12 mars 2026", "rättar №3", "№ 27 · sida 2 /");
    }

    @Test
    void whatEndsIsAmongWhatIsComing() throws Exception {
        var view = Samples.hafen();
        var question =
                view.ending().getFirst().stated().content() instanceof Answer answer ? in(answer.question(), "en") : "";
        assertThat(squeezed(textOf(set(view, "en"))))
                .contains(
                        squeezed(question + ", ends on 2 January 2027"),
                        squeezed("Answer, ends on 2 January 2027"),
                        squeezed("Why: The exercise of next year will be told anew"));
        assertThat(squeezed(textOf(set(view, "sv")))).contains(squeezed("Svar, upphör 2 januari 2027"));
    }

    @Test
    void theFaceSaysWhatItIsAndThatADemonstrationVouchesForNobody() throws Exception {
        var pack = set(Samples.hafen(), "en");
        assertThat(textOf(pack, 1, 1))
                .contains(
                        "Trust pack",
                        "as of 21 November 2026",
                        "as known at 21 Nov 2026, 14:02:11 (UTC+01:00)",
                        "Everything: 9 answers",
                        "№ 27",
                        "Demonstration seal: vouches for nobody");
        assertThat(textOf(pack, pack.pages() - 1, pack.pages()))
                .contains(
                        "Demonstration seal: vouches for nobody",
                        "pdfsig",
                        "https://trust.hafen.example/hafen/#packs",
                        Samples.PACK);
    }

    @ParameterizedTest
    @CsvSource({
        "tag:sovereignty, en, Answers tagged Digital sovereignty, 2 answers",
        "tag:sovereignty, sv, Svar märkta Digital suveränitet, 2 svar",
        "agreement:dpa, en, Data processing agreement, 12 clauses",
        "agreement:dpa, sv, Personuppgiftsbiträdesavtal, 12 punkter",
        "subprocessors, en, Sub-processors and data centers, '2 sub-processors, 2 data centers'",
        "subprocessors, sv, Underbiträden och datahallar, '2 underbiträden, 2 datahallar'"
    })
    void theFaceOfAPartSaysWhichItIs(String scope, String language, String words, String counts) throws Exception {
        var pack = set(Samples.hafen(), language, scope);
        assertThat(squeezed(textOf(pack, 1, 1))).contains(squeezed(words));
        assertThat(squeezed(readAloud(pack))).contains(squeezed(words + ": " + counts));
        assertThat(squeezed(textOf(pack, 2, 2))).contains(squeezed(words));
        assertThat(squeezed(textOf(pack, pack.pages() - 1, pack.pages()))).contains(squeezed(scope));
        try (var document = Loader.loadPDF(pack.pdf())) {
            assertThat(document.getDocumentInformation().getTitle()).contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tag:sovereignty, Where do you store our data?|A hall in Vasa|Digital sovereignty, What do you record?|Instructions|Postbud AB|SVL Sundsvall|All in Sweden|No data center",
        "agreement:instructions, Instructions, Data processing agreement|Where do you store our data?|Postbud AB|Frameworks and themes|No sub-processor",
        "subprocessors, Postbud AB|SVL Sundsvall|5493001KJTIIGC8Y1R12, Where do you store our data?|Instructions|All in Sweden|Frameworks and themes"
    })
    void aPartHoldsWhatItSaysAndNothingElse(String scope, String held, String left) throws Exception {
        var view = Samples.hafen();
        var pack = set(view, "en", scope);
        var text = squeezed(textOf(pack));
        assertThat(held.split("\\|")).allSatisfy(piece -> assertThat(text).contains(squeezed(piece)));
        assertThat(left.split("\\|")).allSatisfy(piece -> assertThat(text).doesNotContain(squeezed(piece)));
        assertThat(attached(pack)).isEqualTo(view.only(PackScope.read(scope)));
        for (var page = 1; page <= pack.pages(); page++) {
            assertThat(textOf(pack, page, page).lines()).as("page %d", page).hasSizeGreaterThan(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "tag:gdpr", "agreement:dpa", "subprocessors"})
    void fromTheDataInsideTheSamePagesCanBeSetAgain(String scope) throws Exception {
        var view = Samples.hafen();
        var pack = set(view, "sv", scope);
        assertThat(Sha256.hex(set(attached(pack), "sv", scope).pdf())).isEqualTo(Sha256.hex(pack.pdf()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag:nis2", "tag:tag-of-later", "agreement:of-later"})
    void whatTheTrustCenterDoesNotHaveThenIsRefused(String scope) {
        assertThatExceptionOfType(UnprintablePack.class)
                .isThrownBy(() -> set(Samples.hafen(), "en", scope))
                .withMessage(
                        "At 2026-11-20T23:00:00Z nothing of the trust center 'hafen' is of the scope '%s': choose another date or scope",
                        scope);
    }

    @Test
    void aRealSealIsNotCalledADemonstration() throws Exception {
        var real = new Typesetter(new Imprint(URI.create("https://trust.hafen.example"), false));
        var view = Samples.hafen();
        assertThat(textOf(real.set(Samples.order(view, "en"), Copy.of(view))))
                .doesNotContain("Demonstration", "vouches");
    }

    @Test
    void theContentsPageNamesThePageEachQuestionIsOn() throws Exception {
        var pack = set(Samples.hafen(), "en");
        try (var document = Loader.loadPDF(pack.pdf())) {
            var contents = squeezed(textOf(pack, 4, 4));
            for (var question :
                    List.of("Where do you store our data?", "Standards and certificates", "What do you record?")) {
                var page = pageOf(document, question, 5);
                assertThat(contents)
                        .containsPattern(java.util.regex.Pattern.quote(squeezed(question)) + "\\.+" + page + "\\D");
            }
        }
    }

    @Test
    void bookmarksLeadThroughTheWholePack() throws Exception {
        try (var document = Loader.loadPDF(set(Samples.hafen(), "en").pdf())) {
            var titles = titles(document.getDocumentCatalog().getDocumentOutline());
            assertThat(titles)
                    .startsWith("Cover", "Contents", "What this pack holds", "Data protection & encryption")
                    .contains("Where do you store our data?", "1.1 Clause heading 0", "Postbud AB", "SVL Sundsvall")
                    .endsWith("How to check this pack");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
        }
    }

    @Test
    void allPagesShareTheMarksOfWhatIsDecoration() throws Exception {
        try (var document = Loader.loadPDF(set(Samples.hafen(), "en").pdf())) {
            var marks = new ArrayList<Object>();
            for (var page : document.getPages()) {
                marks.add(page.getResources().getCOSObject().getCOSDictionary(COSName.PROPERTIES));
            }
            assertThat(marks).hasSizeGreaterThan(5);
            assertThat(new HashSet<>(marks)).hasSize(1);
        }
    }

    @Test
    void theDataForMachinesIsInsideAndIsTheViewThatWasPrinted() throws Exception {
        var view = Samples.hafen();
        var pack = set(view, "en");
        assertThat(attached(pack)).isEqualTo(view);
        try (var document = Loader.loadPDF(pack.pdf())) {
            var file = dataFile(document);
            assertThat(file.getCOSObject().getNameAsString("AFRelationship")).isEqualTo("Data");
            assertThat(document.getDocumentCatalog()
                            .getCOSObject()
                            .getCOSArray(COSName.getPDFName("AF"))
                            .size())
                    .isEqualTo(1);
            var json = new org.trustledger.pdf.views.ViewJson().mapper();
            var data = json.readTree(file.getEmbeddedFile().toByteArray());
            assertThat(data.get("identity").get("contentPosition").asLong()).isEqualTo(27);
            assertThat(data.get("pack").asString()).isEqualTo(Samples.PACK);
        }
    }

    /** Whoever has such a pack can have it set again. If this fails, raise the version at press and office. */
    @ParameterizedTest
    @CsvSource({
        "en, e0f67afc122a5e98843acedbd6ca8d0612de8668077066e5ea6cfc5098c49e2f",
        "sv, ad5c74ff77829bd8616a0a65af4469ead7d041b57250ed82535f5a9701ca3c01"
    })
    void thisVersionSetsWhatItHasAlwaysSet(String language, String digest) {
        assertThat(Typesetter.VERSION).isEqualTo("8");
        assertThat(Sha256.hex(set(Samples.hafen(), language).pdf())).isEqualTo(digest);
    }

    @Test
    void theSameOrderGivesTheSameBytesFromAnotherPressInAnotherProcess() throws Exception {
        var here = Sha256.hex(set(Samples.hafen(), "sv").pdf());
        assertThat(Sha256.hex(set(Samples.hafen(), "sv").pdf())).isEqualTo(here);

        var view = Samples.hafen();
        var other = new Typesetter(Samples.IMPRINT);
        assertThat(Sha256.hex(
                        other.set(Samples.order(view, "sv"), Copy.of(view)).pdf()))
                .isEqualTo(here);

        var file = folder.resolve("elsewhere.pdf");
        var elsewhere = Tool.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=Pacific/Auckland",
                "-Duser.language=tr",
                "-Dfile.encoding=ISO-8859-1",
                "-cp",
                System.getProperty("java.class.path"),
                Elsewhere.class.getName(),
                file.toString());
        assertThat(elsewhere.exit()).as(elsewhere.output()).isZero();
        assertThat(Sha256.hex(Files.readAllBytes(file))).isEqualTo(here);
    }

    /** Another process, on another side of the world. */
    static final class Elsewhere {
        static void main(String[] args) throws Exception {
            var view = Samples.hafen();
            var pack = new Typesetter(Samples.IMPRINT).set(Samples.order(view, "sv"), Copy.of(view));
            Files.write(Path.of(args[0]), pack.pdf());
        }
    }

    @Test
    void itsDatesAreTheLedgersNotTheClocks() throws Exception {
        try (var document = Loader.loadPDF(set(Samples.hafen(), "en").pdf())) {
            var information = document.getDocumentInformation();
            assertThat(information.getCreationDate().toInstant()).isEqualTo("2026-11-21T13:02:11Z");
            assertThat(information.getModificationDate().toInstant()).isEqualTo("2026-11-21T13:02:11Z");
            assertThat(information.getTitle()).isEqualTo("Hafen Drift & Arkiv AB: trust pack as of 21 November 2026");
        }
    }

    @Test
    void aTextThatLacksTheLanguageIsPrintedInTheFirstAndMarkedSo() {
        var view = Samples.hafen();
        var xhtml = typesetter.xhtml(
                new Edition(Samples.order(view, "sv"), Samples.IMPRINT, Copy.of(view), new Markdown()));
        var parsed = Jsoup.parse(xhtml);
        assertThat(parsed.select("h3[lang=en]").eachText()).contains("Said in English only");
        assertThat(parsed.select("h3:not([lang])").eachText()).contains("Allt i Sverige");
        assertThat(parsed.select("html").attr("lang")).isEqualTo("sv");
    }

    @Test
    void aCharacterThatNoTypefaceHasIsRefusedByNameAndPlace() {
        var view = Samples.with("hafen", "In **Sweden** only", "In 瑞典 only \\uD83D\\uDE80");
        assertThatExceptionOfType(UnprintablePack.class)
                .isThrownBy(() -> set(view, "en"))
                .withMessageContaining("U+745E")
                .withMessageContaining("(瑞) in answers/where")
                .withMessageContaining("U+1F680 rocket (\uD83D\uDE80) in answers/where")
                .withMessageContaining("Replace the characters");
    }

    @Test
    void aCharacterThatTurnsTextAroundIsRefused() {
        var view = Samples.with("hafen", "In **Sweden** only", "In \\u202E only");
        assertThatExceptionOfType(UnprintablePack.class)
                .isThrownBy(() -> set(view, "en"))
                .withMessageContaining("U+202E right-to-left override");
    }

    @Test
    void aLanguageThePressDoesNotSpeakIsRefused() {
        assertThatExceptionOfType(UnprintablePack.class)
                .isThrownBy(() -> set(Samples.hafen(), "fi"))
                .withMessageContaining("texts/fi.properties");
    }

    @Test
    void beforeTheTrustCenterBeganThereIsNothingToPrint() {
        var json = new String(Samples.json("begun"), java.nio.charset.StandardCharsets.UTF_8);
        var profile = json.substring(json.indexOf("\"profile\": {") + 11, json.indexOf(",\n  \"pillars\""));
        var view = Samples.with("begun", profile, "null");
        assertThatExceptionOfType(UnprintablePack.class)
                .isThrownBy(() -> set(view, "en"))
                .withMessage(
                        "At 2026-11-20T23:00:00Z the trust center 'begun' has no profile yet: choose a later date");
    }

    @Test
    void aTrustCenterWithoutContentSaysSo() throws Exception {
        assertThat(textOf(set(Samples.begun(), "en")))
                .contains("No sub-processor was listed at this date.", "No data center was listed at this date.")
                .contains("no answers");
    }

    @Test
    void nothingAnAuthorWroteIsFetched() throws Exception {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://localhost:%d".formatted(server.getAddress().getPort());
            set(Samples.with("hafen", "https://evil.example", address), "en");
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private TypesetPack set(View view, String language) {
        return set(view, language, "all");
    }

    private TypesetPack set(View view, String language, String scope) {
        return typesetter.set(Samples.order(view, language, scope), Copy.of(view));
    }

    private static View attached(TypesetPack pack) throws Exception {
        try (var document = Loader.loadPDF(pack.pdf())) {
            var json = new org.trustledger.pdf.views.ViewJson().mapper();
            return json.treeToValue(
                    json.readTree(dataFile(document).getEmbeddedFile().toByteArray())
                            .get("view"),
                    View.class);
        }
    }

    private static PDComplexFileSpecification dataFile(PDDocument document) throws Exception {
        return Objects.requireNonNull(document.getDocumentCatalog()
                .getNames()
                .getEmbeddedFiles()
                .getNames()
                .get(Typesetter.DATA_NAME));
    }

    private static String in(LocalizedText text, String language) {
        return text.in(language, "en");
    }

    private static List<String> paragraphs(String markdown) {
        return Jsoup.parse(new Markdown().toSafeXhtml(markdown, 3))
                .select("p,li,td,th,h3,h4")
                .eachText();
    }

    private static int pageOf(PDDocument document, String text, int from) throws Exception {
        for (var page = from; page <= document.getNumberOfPages(); page++) {
            var stripper = new PDFTextStripper();
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            stripper.setSortByPosition(true);
            if (squeezed(stripper.getText(document)).contains(squeezed(text))) {
                return page;
            }
        }
        throw new AssertionError("'%s' is on no page".formatted(text));
    }

    private static List<String> titles(PDOutlineNode node) {
        var titles = new ArrayList<String>();
        for (PDOutlineItem item : node.children()) {
            titles.add(item.getTitle());
            titles.addAll(titles(item));
        }
        return titles;
    }

    /**
     * The text as a screen reader gets it: along the tags, which also shows that their order is that of the content.
     */
    private String readAloud(TypesetPack pack) throws Exception {
        var file = Files.write(folder.resolve("pack.pdf"), pack.pdf());
        return Tool.run("pdfinfo", "-struct-text", file.toString())
                .output()
                .lines()
                .map(String::strip)
                .filter(line -> line.length() > 1 && line.startsWith("\"") && line.endsWith("\""))
                .map(line -> line.substring(1, line.length() - 1))
                .collect(Collectors.joining());
    }

    private static String textOf(TypesetPack pack) throws Exception {
        return textOf(pack, 1, pack.pages());
    }

    private static String textOf(TypesetPack pack, int from, int to) throws Exception {
        try (var document = Loader.loadPDF(pack.pdf())) {
            var stripper = new PDFTextStripper();
            stripper.setStartPage(from);
            stripper.setEndPage(to);
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }

    /** Without white space, soft marks and loose accents: where lines break is not what these tests are about. */
    private static String squeezed(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC)
                .replaceAll("[\\s\\u00AD\\u200B\\u00A0]+", "");
    }
}
