package org.trustledger.pdf.typesetting;

import com.openhtmltopdf.extend.FontContext;
import com.openhtmltopdf.pdfboxout.PdfBoxFSFont;
import com.openhtmltopdf.pdfboxout.PdfBoxTextRenderer;
import com.openhtmltopdf.render.FSFont;
import java.io.IOException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * The width of a piece of text, from the widths of its characters. PDFBox encodes each piece to glyphs and reads them
 * back to learn the same, which was the most of what breaking lines cost.
 */
final class Measure extends PdfBoxTextRenderer {
    /** Letters and punctuation of the languages written in Latin, Greek or Cyrillic. */
    private static final int KNOWN_CHARACTERS = 0x2200;

    private static final float NOT_ASKED = -1;
    private static final float NOT_IN_THIS_FONT = -2;

    /** Of a dot; as the renderer does it. */
    private static final float NEGLIGIBLE = 0.01f;

    private final Map<PDFont, float[]> widths = new IdentityHashMap<>();

    @Override
    public int getWidth(FontContext context, FSFont font, String text) {
        if (font instanceof PdfBoxFSFont face && !face.getFontDescriptions().isEmpty()) {
            var width = width(face.getFontDescriptions().getFirst().getFont(), text);
            if (width >= 0) {
                var dots = width / 1000f * face.getSize2D();
                return (int) (dots - Math.floor(dots) < NEGLIGIBLE ? dots : Math.ceil(dots));
            }
        }
        return super.getWidth(context, font, text);
    }

    /** @return in thousandths of the size, or less than nothing if it takes another font */
    private float width(PDFont font, String text) {
        var known = widths.computeIfAbsent(font, key -> {
            var none = new float[KNOWN_CHARACTERS];
            Arrays.fill(none, NOT_ASKED);
            return none;
        });
        var sum = 0f;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character >= KNOWN_CHARACTERS) {
                return NOT_IN_THIS_FONT;
            }
            if (known[character] == NOT_ASKED) {
                known[character] = ask(font, character);
            }
            if (known[character] < 0) {
                return NOT_IN_THIS_FONT;
            }
            sum += known[character];
        }
        return sum;
    }

    private static float ask(PDFont font, char character) {
        // Those are left out of what is printed, or replaced.
        if (Character.isISOControl(character) || Character.getType(character) == Character.FORMAT) {
            return NOT_IN_THIS_FONT;
        }
        try {
            return font.getStringWidth(Character.toString(character));
        } catch (IllegalArgumentException | IOException e) {
            return NOT_IN_THIS_FONT;
        }
    }
}
