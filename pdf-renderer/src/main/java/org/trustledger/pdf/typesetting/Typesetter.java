package org.trustledger.pdf.typesetting;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.slf4j.Slf4jLogger;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.trustledger.pdf.views.Copy;
import org.trustledger.pdf.views.ViewJson;
import org.trustledger.presentation.Markdown;
import org.trustledger.presentation.Palette;
import org.w3c.dom.Document;

/**
 * Sets a view as a PDF/A-3a and PDF/UA-1 file that holds its data too.
 *
 * <p>A pure function of order, imprint and view: no clock, no network, no chance. Thread-safe.
 */
public final class Typesetter {
    /** The version of templates, fonts and code; another one may give other bytes for the same content. */
    public static final String VERSION = "8";

    /** Name of the data inside the PDF. */
    public static final String DATA_NAME = "trust-pack.json";

    /** How the seal page calls the file when it shows a command. */
    public static final String FILE_NAME_EXAMPLE = "trust-pack.pdf";

    private static final Pattern NAMED_COLOUR = Pattern.compile("var\\(--(?<name>[a-z-]+)\\)");
    private static final float PDF_VERSION = 1.7f;

    private final Imprint imprint;
    private final ViewJson json = new ViewJson();
    private final Markdown markdown = new Markdown();
    private final Typefaces typefaces = new Typefaces();
    private final TemplateEngine templates;
    private final String css;
    private final byte[] colours;

    static {
        // Its own way is plain lines on standard error, whatever level is set.
        XRLog.setLoggerImpl(new Slf4jLogger());
    }

    public Typesetter(Imprint imprint) {
        this.imprint = imprint;
        this.templates = TemplateEngine.createPrecompiled(
                null, ContentType.Html, Typesetter.class.getClassLoader(), "gg.jte.generated.precompiled.pdf");
        this.css = coloured(new String(resource("pack.css"), StandardCharsets.UTF_8));
        this.colours = resource("sRGB.icc");
    }

    /**
     * @param copy that holds what is ordered; whatever else it holds is left out
     * @throws UnprintablePack if it cannot be printed as ordered, whenever one tries
     */
    public TypesetPack set(PackOrder order, Copy copy) {
        var edition = new Edition(order, imprint, copy, markdown);
        try (var document = new PDDocument()) {
            print(Manuscript.read(xhtml(edition), typefaces), document);
            document.getDocument().setVersion(PDF_VERSION);
            new Imprimatur(document, edition).write(new DataSheet(order, edition.copy()).bytes(json));
            return new TypesetPack(Bindery.bind(document.getDocument()), document.getNumberOfPages());
        } catch (IOException e) {
            throw new UncheckedIOException("The pack %s could not be set".formatted(order.pack()), e);
        }
    }

    String xhtml(Edition edition) {
        var output = new StringOutput();
        templates.render("pack.jte", Map.of("e", edition, "css", css), output);
        return output.toString();
    }

    private void print(Document manuscript, PDDocument document) throws IOException {
        var builder = new PdfRendererBuilder();
        builder.withW3cDocument(manuscript, null);
        builder.usePDDocument(document);
        builder.usePdfVersion(PDF_VERSION);
        builder.usePdfAConformance(PdfAConformance.PDFA_3_A);
        builder.usePdfUaAccessibility(true);
        builder.useColorProfile(colours);
        builder.usePageSupplier(new Sheets());
        var fonts = typefaces.giveTo(builder, document);
        // Everything a pack needs is given to it; whatever else is asked for came from an author.
        builder.useExternalResourceAccessControl(
                (address, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (address, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.getSharedContext().setTextRenderer(new Measure());
            renderer.createPDFWithoutClosing();
        }
        for (var font : fonts) {
            font.subset();
        }
    }

    // The renderer knows no variables.
    private static String coloured(String css) {
        var colours = Palette.ours().today(false);
        return NAMED_COLOUR
                .matcher(css)
                .replaceAll(named -> Optional.ofNullable(colours.get(named.group("name")))
                        .orElseThrow(() -> new IllegalStateException(
                                "pack.css wants the colour %s, which the design system has not"
                                        .formatted(named.group("name"))))
                        .toString());
    }

    private static byte[] resource(String name) {
        try (var file = Typesetter.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("%s is missing from the classpath".formatted(name));
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(name), e);
        }
    }
}
