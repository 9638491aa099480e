package org.trustledger.pdf.typesetting;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.trustledger.presentation.Markdown;

/** The typefaces of the pack, and which characters they can print. Thread-safe. */
final class Typefaces {
    private enum Face {
        SERIF("Plex Serif", "IBMPlexSerif-Regular", 400, FontStyle.NORMAL),
        SERIF_SEMIBOLD("Plex Serif", "IBMPlexSerif-SemiBold", 600, FontStyle.NORMAL),
        SERIF_ITALIC("Plex Serif", "IBMPlexSerif-Italic", 400, FontStyle.ITALIC),
        SANS("Plex Sans", "IBMPlexSans-Regular", 400, FontStyle.NORMAL),
        SANS_SEMIBOLD("Plex Sans", "IBMPlexSans-SemiBold", 600, FontStyle.NORMAL),
        MONO("Plex Mono", "IBMPlexMono-Regular", 400, FontStyle.NORMAL);

        private final String family;
        private final String file;
        private final int weight;
        private final FontStyle style;

        Face(String family, String file, int weight, FontStyle style) {
            this.family = family;
            this.file = file;
            this.weight = weight;
            this.style = style;
        }
    }

    private final Map<Face, byte[]> files = new EnumMap<>(Face.class);
    private final BitSet printable;

    Typefaces() {
        var glyphs = new EnumMap<Face, BitSet>(Face.class);
        for (var face : Face.values()) {
            try (var file = Markdown.class.getResourceAsStream("fonts/%s.ttf".formatted(face.file))) {
                if (file == null) {
                    throw new IllegalStateException(
                            "The typeface %s is missing from the classpath".formatted(face.file));
                }
                files.put(face, file.readAllBytes());
                glyphs.put(face, glyphsOf(face));
            } catch (IOException e) {
                throw new UncheckedIOException("The typeface %s cannot be read".formatted(face.file), e);
            }
        }
        // Every font-family in pack.css ends with the other families, so a character needs to be in one of them only,
        // but there in each weight and style.
        printable = all(glyphs, Face.SANS, Face.SANS_SEMIBOLD);
        printable.or(all(glyphs, Face.SERIF, Face.SERIF_SEMIBOLD, Face.SERIF_ITALIC));
        printable.or(all(glyphs, Face.MONO));
    }

    private static BitSet all(Map<Face, BitSet> glyphs, Face first, Face... others) {
        var common = (BitSet) glyphs.getOrDefault(first, new BitSet()).clone();
        for (var face : others) {
            common.and(glyphs.getOrDefault(face, new BitSet()));
        }
        return common;
    }

    private BitSet glyphsOf(Face face) throws IOException {
        var glyphs = new BitSet();
        try (var font = parse(face)) {
            var characters = font.getUnicodeCmapLookup();
            for (var character = 0; character <= Character.MAX_CODE_POINT; character++) {
                if (characters.getGlyphId(character) != 0) {
                    glyphs.set(character);
                }
            }
        }
        return glyphs;
    }

    boolean print(int character) {
        return printable.get(character);
    }

    /**
     * Gives the fonts to a renderer.
     *
     * @return the fonts, each to be cut down to what was used of it when all is painted
     */
    List<PDFont> giveTo(PdfRendererBuilder builder, PDDocument document) throws IOException {
        var fonts = new ArrayList<PDFont>();
        for (var face : Face.values()) {
            var font = parse(face);
            // The substitution rules would be compiled again at every piece of text: thirty times slower.
            font.setEnableGsub(false);
            var embedded = PDType0Font.load(document, font, true);
            builder.useFont(new PDFontSupplier(embedded), face.family, face.weight, face.style, true);
            fonts.add(embedded);
        }
        return fonts;
    }

    private TrueTypeFont parse(Face face) throws IOException {
        var file = files.get(face);
        if (file == null) {
            throw new IllegalStateException("The typeface %s was not loaded".formatted(face));
        }
        return new TTFParser().parse(new RandomAccessReadBuffer(file));
    }
}
