package org.trustledger.pdf.typesetting;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.events.Clause;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;
import org.trustledger.pdf.Samples;
import org.trustledger.pdf.VeraPdf;
import org.trustledger.pdf.platform.Sha256;
import org.trustledger.pdf.views.Copy;
import org.trustledger.pdf.views.Differing;
import org.trustledger.pdf.views.Stated;
import org.trustledger.pdf.views.View;
import org.trustledger.pdf.views.ViewJson;
import org.trustledger.presentation.Markdown;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** A pack of what changed between two dates. */
class DifferencesPackTest {
    private static final String SCOPE = "differences:2025-03-01T23:00:00Z";

    private final Typesetter typesetter = new Typesetter(Samples.IMPRINT);
    private final View view = Samples.hafen();

    @Test
    void tellsWhatBecameOfEachItemAndWhy() throws Exception {
        var text = text(set("en").pdf());

        assertThat(text)
                .contains("What changed since 2 March 2025", "5 changes")
                .contains("reads differently on 21 November 2026 than it did on 2 March 2025")
                .contains("Answer: revised", "Answer: no more", "Sub-processor: added", "Agreement: revised")
                .contains("In **Sweden** only, in Västerås")
                .contains("Clause 1.2, reworded", "Why: Nobody asks any more", "Category: revised")
                .contains("5493001KJTIIGC8Y1R12");
        assertThat(text).as("only what differs").doesNotContain("Instructions", "Frameworks and themes");
    }

    @Test
    void saysSoInSwedish() throws Exception {
        assertThat(text(set("sv").pdf()))
                .contains("Vad som har ändrats sedan den 2 mars 2025", "Svar: ändrades", "Svar: finns inte mer")
                .contains("Punkt 1.2, omformulerades");
    }

    @Test
    void everyReasonOnTheWayIsPrintedAndWhatStaysIsNotStruckOut() throws Exception {
        var where = stated(view.answers(), "where");
        var content = where.content();
        var before = with(
                where,
                new Answer(
                        content.order(),
                        content.category(),
                        List.of(content.tags().getFirst()),
                        content.question(),
                        requireNonNull(content.text()),
                        null,
                        content.evidence()));
        var steps = List.of(
                new Differing.Step(7, where.from(), text("NIS2 came", "NIS2 kom"), null),
                new Differing.Step(9, where.from(), text("A slip of the pen", "En felskrivning"), 7L));
        var differing = new Differing(
                "answers", "where", "corrected", before, where, where.reason(), Instant.EPOCH, 9, steps, true);
        var label =
                stated(view.tags(), content.tags().getFirst()).content().label().in("en", "en");

        var xhtml = typesetter.xhtml(new Edition(
                Samples.order(view, "en", SCOPE), Samples.IMPRINT, new Copy(view, List.of(differing)), new Markdown()));

        assertThat(xhtml)
                .contains("NIS2 came", "A slip of the pen", "№9, corrects №7:", "The last 2 statements on the way")
                .doesNotContain("<del>" + label);
    }

    @Test
    void whatOnlyReadsDifferentlyInAnotherLanguageIsSaidSo() {
        var where = stated(view.answers(), "where");
        var before = with(
                where,
                answer(
                        where.content(),
                        text(requireNonNull(where.content().text()).in("en", "en"), "Bara i Sverige.")));
        var differing = differing("answers", "revised", before, where, where.reason());

        var xhtml = typesetter.xhtml(new Edition(
                Samples.order(view, "en", SCOPE), Samples.IMPRINT, new Copy(view, List.of(differing)), new Markdown()));

        assertThat(xhtml).contains("Also changed in: Swedish").doesNotContain("Bara i Sverige.");
    }

    @Test
    void saysThatNothingChanged() throws Exception {
        var nothing = typesetter.set(Samples.order(view, "en", SCOPE), Copy.of(view));

        assertThat(text(nothing.pdf())).contains("nothing changed");
        assertThat(VeraPdf.complaints(nothing.pdf(), PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void isAccessibleAndKeepsForGood(String language) throws Exception {
        var pdf = set(language).pdf();

        assertThat(VeraPdf.complaints(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
        assertThat(VeraPdf.complaints(pdf, PDFAFlavour.PDFA_3_A)).isEmpty();
        Files.write(Path.of("target", "differences-%s.pdf".formatted(language)), pdf);
    }

    @Test
    void fromTheDataInsideTheSamePagesCanBeSetAgain() throws Exception {
        var pack = set("sv");
        var json = new ViewJson();
        try (var document = Loader.loadPDF(pack.pdf())) {
            var data = json.mapper()
                    .readTree(requireNonNull(document.getDocumentCatalog()
                                    .getNames()
                                    .getEmbeddedFiles()
                                    .getNames()
                                    .get(Typesetter.DATA_NAME))
                            .getEmbeddedFile()
                            .toByteArray());
            var differing = new ArrayList<Differing>();
            data.get("differences").forEach(one -> differing.add(json.mapper().treeToValue(one, Differing.class)));
            var again = new Copy(json.mapper().treeToValue(data.get("view"), View.class), differing);

            assertThat(differing).isEqualTo(differing());
            assertThat(Sha256.hex(typesetter
                            .set(Samples.order(view, "sv", SCOPE), again)
                            .pdf()))
                    .isEqualTo(Sha256.hex(pack.pdf()));
        }
    }

    private TypesetPack set(String language) {
        return typesetter.set(Samples.order(view, language, SCOPE), new Copy(view, differing()));
    }

    private List<Differing> differing() {
        var where = stated(view.answers(), "where");
        var copies = stated(view.answers(), "copies");
        var dpa = stated(view.agreements(), "dpa");
        var category = view.categories().getFirst();
        var added = view.subprocessors().getLast();
        return List.of(
                differing(
                        "answers",
                        "revised",
                        with(
                                where,
                                answer(
                                        where.content(),
                                        text(
                                                "In **Sweden** only, in Västerås and Eskilstuna.",
                                                "Bara i **Sverige**, i Västerås och Eskilstuna."))),
                        where,
                        where.reason()),
                differing("answers", "retired", copies, null, text("Nobody asks any more", "Ingen frågar längre")),
                differing("subprocessors", "added", null, added, added.reason()),
                differing("agreements", "revised", with(dpa, reworded(dpa.content())), dpa, dpa.reason()),
                differing(
                        "categories",
                        "revised",
                        with(category, new Category(category.content().order(), text("Facts", "Fakta"))),
                        category,
                        category.reason()));
    }

    private static Differing differing(
            String kind,
            String became,
            @Nullable Stated<? extends Content> before,
            @Nullable Stated<? extends Content> after,
            LocalizedText reason) {
        var named = after == null ? requireNonNull(before) : after;
        return new Differing(
                kind, named.id(), became, before, after, reason, Instant.EPOCH, named.position(), List.of(), false);
    }

    private static Answer answer(Answer answer, LocalizedText text) {
        return new Answer(
                answer.order(), answer.category(), answer.tags(), answer.question(), text, null, answer.evidence());
    }

    private static AgreementRevision reworded(AgreementRevision revision) {
        var clauses = new ArrayList<>(revision.clauses());
        var first = clauses.get(1);
        clauses.set(1, new Clause(first.id(), first.number(), first.heading(), text("Otherwise.", "På annat sätt.")));
        return new AgreementRevision(
                revision.order(),
                revision.title(),
                revision.trigger(),
                revision.legalSource(),
                clauses,
                revision.reasons());
    }

    private static <T extends Content> Stated<T> with(Stated<T> stated, T content) {
        return new Stated<>(
                stated.id(),
                stated.from(),
                stated.until(),
                stated.recordedAt(),
                stated.revision(),
                stated.position(),
                stated.reason(),
                stated.corrects(),
                content);
    }

    private static <T extends Content> Stated<T> stated(List<Stated<T>> all, String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private static LocalizedText text(String english, String swedish) {
        return new LocalizedText(new TreeMap<>(Map.of("en", english, "sv", swedish)));
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
