package org.trustledger.pdf.typesetting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.junit.jupiter.api.Test;

class BinderyTest {
    @Test
    void theFileIsTheOneThatPdfboxWrites() throws Exception {
        try (var document = new PDDocument()) {
            for (var number = 0; number < 25; number++) {
                var page = new PDPage();
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.addRect(number, 0, 10.5f, 20);
                    content.fill();
                }
            }
            var catalog = document.getDocumentCatalog().getCOSObject();
            catalog.setItem("Everything", everything(catalog));
            catalog.setItem("Apart", list(false, everything(catalog), catalog));
            document.getDocumentInformation().setTitle("Å (1) \\ ☃");
            var identifier = new COSString(new byte[] {1, -2, 3});
            document.getDocument().getTrailer().setItem(COSName.ID, list(true, identifier, identifier));

            var theirs = new ByteArrayOutputStream();
            document.save(theirs, CompressParameters.NO_COMPRESSION);
            assertThat(Bindery.bind(document.getDocument())).isEqualTo(theirs.toByteArray());
        }
    }

    private static COSDictionary everything(COSDictionary known) {
        var all = new COSDictionary();
        all.setItem(
                "Many",
                list(true, IntStream.range(0, 23).mapToObj(COSInteger::get).toArray(COSBase[]::new)));
        all.setItem("Numbers", list(true, new COSFloat(0.001f), new COSFloat(-12345.678f), COSInteger.get(-7)));
        all.setItem("Rest", list(false, COSBoolean.TRUE, COSNull.NULL, COSName.getPDFName("a b#/ö"), known));
        all.setItem("Text", new COSString("(round) and\nbroken"));
        var small = new COSDictionary();
        small.setDirect(true);
        small.setInt(COSName.MCID, 3);
        all.setItem("Small", small);
        return all;
    }

    private static COSArray list(boolean direct, COSBase... items) {
        var list = new COSArray(List.of(items));
        list.setDirect(direct);
        return list;
    }
}
