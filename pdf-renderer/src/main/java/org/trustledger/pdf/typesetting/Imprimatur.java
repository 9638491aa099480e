package org.trustledger.pdf.typesetting;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/**
 * What a file says about itself besides its pages: dates, metadata, attached data, identifier. The renderer fills these
 * from the clock and by chance; here they follow from the order.
 */
final class Imprimatur {
    private static final String MAKER = "Trust Ledger, renderer %s".formatted(Typesetter.VERSION);
    /** The accent's dark shade; white on it has a contrast of 12 : 1. */
    private static final Color COVER = new Color(0x14344F);

    /** Points beyond the edge, so that no hair of white is left where a screen rounds the page up. */
    private static final float BLEED = 9;

    private static final DateTimeFormatter XMP_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'");

    private final PDDocument document;
    private final Edition edition;

    Imprimatur(PDDocument document, Edition edition) {
        this.document = document;
        this.edition = edition;
    }

    void write(byte[] data) throws IOException {
        var order = edition.order();
        var recordedAt = calendar(order.recordedAt());
        paintCover();
        attach(data, recordedAt);

        var name = edition.profile().content().legalName();
        var title = edition.title();
        var subject = edition.subject();
        var information = new PDDocumentInformation();
        information.setTitle(title);
        information.setAuthor(name);
        information.setSubject(subject);
        information.setCreator(MAKER);
        information.setProducer(MAKER);
        information.setCreationDate(recordedAt);
        information.setModificationDate(recordedAt);
        document.setDocumentInformation(information);

        var catalog = document.getDocumentCatalog();
        var metadata = new PDMetadata(document);
        metadata.importXMPMetadata(xmp(name, title, subject).getBytes(StandardCharsets.UTF_8));
        catalog.setMetadata(metadata);
        catalog.setPageMode(PageMode.USE_OUTLINES);
        var identifier = new COSString(HexFormat.of().parseHex(order.pack()));
        var identifiers = new COSArray(List.of(identifier, identifier));
        identifiers.setDirect(true);
        document.getDocument().getTrailer().setItem(COSName.ID, identifiers);
    }

    /** To the very edge, which a page background of the renderer is too, but not marked as the decoration it is. */
    private void paintCover() throws IOException {
        var cover = document.getPage(0);
        try (var ground = new PDPageContentStream(document, cover, AppendMode.PREPEND, true)) {
            var edge = cover.getMediaBox();
            ground.beginMarkedContent(COSName.ARTIFACT);
            ground.setNonStrokingColor(COVER);
            ground.addRect(
                    edge.getLowerLeftX() - BLEED,
                    edge.getLowerLeftY() - BLEED,
                    edge.getWidth() + 2 * BLEED,
                    edge.getHeight() + 2 * BLEED);
            ground.fill();
            ground.endMarkedContent();
        }
    }

    private void attach(byte[] data, Calendar recordedAt) throws IOException {
        var file = new PDEmbeddedFile(document, new ByteArrayInputStream(data), COSName.FLATE_DECODE);
        file.setSubtype("application/json");
        file.setSize(data.length);
        file.setCreationDate(recordedAt);
        file.setModDate(recordedAt);
        var specification = new PDComplexFileSpecification();
        specification.setFile(Typesetter.DATA_NAME);
        specification.setFileUnicode(Typesetter.DATA_NAME);
        specification.setFileDescription(edition.t("seal.data"));
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        specification.getCOSObject().setName("AFRelationship", "Data");

        var tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(Typesetter.DATA_NAME, specification));
        var catalog = document.getDocumentCatalog();
        var names = catalog.getNames() == null ? new PDDocumentNameDictionary(catalog) : catalog.getNames();
        names.setEmbeddedFiles(tree);
        catalog.setNames(names);
        catalog.getCOSObject().setItem("AF", new COSArray(List.of(specification.getCOSObject())));
    }

    private static Calendar calendar(Instant instant) {
        return GregorianCalendar.from(instant.atZone(ZoneOffset.UTC));
    }

    private String xmp(String name, String title, String subject) {
        var time = edition.order().recordedAt().atZone(ZoneOffset.UTC).format(XMP_TIME);
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
                <pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
                <pdfuaid:part>1</pdfuaid:part>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <dc:format>application/pdf</dc:format>
                <dc:language><rdf:Bag><rdf:li>%1$s</rdf:li></rdf:Bag></dc:language>
                <dc:creator><rdf:Seq><rdf:li>%2$s</rdf:li></rdf:Seq></dc:creator>
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%3$s</rdf:li></rdf:Alt></dc:title>
                <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%4$s</rdf:li></rdf:Alt></dc:description>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                <xmp:CreatorTool>%5$s</xmp:CreatorTool>
                <xmp:CreateDate>%6$s</xmp:CreateDate><xmp:ModifyDate>%6$s</xmp:ModifyDate>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
                <pdf:Producer>%5$s</pdf:Producer>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
                xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
                xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
                <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
                <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                <pdfaProperty:name>part</pdfaProperty:name>
                <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                <pdfaProperty:category>internal</pdfaProperty:category>
                <pdfaProperty:description>Part of ISO 14289 the file follows</pdfaProperty:description>
                </rdf:li></rdf:Seq></pdfaSchema:property>
                </rdf:li></rdf:Bag></pdfaExtension:schemas>
                </rdf:Description>
                </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="r"?>""".formatted(edition.language(), escaped(name), escaped(title), escaped(subject), escaped(MAKER), time);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
