package org.trustledger.pdf.typesetting;

import com.openhtmltopdf.pdfboxout.PageSupplier;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * The pages of one document, which share the marks that say what is decoration. The renderer would give every box a
 * mark of its own, with its place, whether anything is painted there or not: half of the objects of the file.
 */
final class Sheets implements PageSupplier {
    private final Marks marks = new Marks();

    @Override
    public PDPage requestPage(PDDocument document, float width, float height, int number, int shadow) {
        var resources = new COSDictionary();
        resources.setItem(COSName.PROPERTIES, marks);
        var page = new PDPage(new PDRectangle(width, height));
        page.setResources(new PDResources(resources));
        document.addPage(page);
        return page;
    }

    /** Knows a mark by its type, where others are looked for by identity. */
    private static final class Marks extends COSDictionary {
        /** For rules and grounds: unlike a background of a whole page, layout needs no place. */
        private static final COSName LAYOUT = COSName.getPDFName("Layout");

        private static final COSName PAGINATION = COSName.getPDFName("Pagination");

        Marks() {
            hold(LAYOUT);
            hold(PAGINATION);
        }

        private void hold(COSName type) {
            var mark = new COSDictionary();
            mark.setItem(COSName.TYPE, type);
            mark.setDirect(true);
            setItem(type, mark);
        }

        @Override
        public boolean containsValue(Object value) {
            return value instanceof COSDictionary mark && containsKey(nameOf(mark)) || super.containsValue(value);
        }

        @Override
        public COSName getKeyForValue(Object value) {
            return value instanceof COSDictionary mark && containsKey(nameOf(mark))
                    ? nameOf(mark)
                    : super.getKeyForValue(value);
        }

        private static COSName nameOf(COSDictionary mark) {
            COSBase type = mark.getItem(COSName.TYPE);
            return COSName.BACKGROUND.equals(type) ? LAYOUT : type instanceof COSName name ? name : COSName.PROPERTIES;
        }
    }
}
