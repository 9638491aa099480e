package org.trustledger.pdf.typesetting;

import java.io.IOException;
import java.io.StringReader;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The marked-up text before it is set: brought into one form, and every character held against the fonts. */
final class Manuscript {
    private static final int NAMED_AT_MOST = 20;
    private static final Pattern BREAKING_HINT = Pattern.compile("[\\u00AD\\u200B\\u2060\\uFEFF]");

    private final Typefaces typefaces;
    private final Set<String> unprintable = new LinkedHashSet<>();

    private Manuscript(Typefaces typefaces) {
        this.typefaces = typefaces;
    }

    /**
     * @param xhtml a whole document, well-formed
     * @throws UnprintablePack naming each character that no typeface has, and the item it stands in
     */
    static Document read(String xhtml, Typefaces typefaces) {
        var document = parse(xhtml);
        var manuscript = new Manuscript(typefaces);
        manuscript.prepare(document.getDocumentElement(), "the words of the pack itself");
        if (!manuscript.unprintable.isEmpty()) {
            throw new UnprintablePack(
                    "The pack's typefaces cannot print %s. Replace the characters in the content, or give the press a typeface that has them"
                            .formatted(String.join("; ", manuscript.unprintable)));
        }
        return document;
    }

    private static Document parse(String xhtml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            // Every element is read, so putting off its making only costs memory.
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xhtml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(
                    "The template did not give well-formed XHTML: %s".formatted(e.getMessage()), e);
        }
    }

    private void prepare(Element element, String surroundingItem) {
        var item = element.hasAttribute("data-item") ? element.getAttribute("data-item") : surroundingItem;
        if (element.getTagName().equals("a") && !element.hasAttribute("title")) {
            // PDF/UA wants every link described.
            element.setAttribute("title", element.getTextContent());
        }
        if (element.getTagName().equals("style")) {
            return;
        }
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE) {
                var text = printed(child.getTextContent());
                child.setNodeValue(text);
                check(text, item);
            } else if (child instanceof Element inner) {
                prepare(inner, item);
            }
        }
    }

    /** Composed letters, because the fonts place no loose accents; without the marks that only guide line breaking. */
    private static String printed(String text) {
        return BREAKING_HINT
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("");
    }

    private void check(String text, String item) {
        for (var i = 0; i < text.length(); ) {
            var character = text.codePointAt(i);
            i += Character.charCount(character);
            if (!isSpacing(character) && !typefaces.print(character) && unprintable.size() < NAMED_AT_MOST) {
                unprintable.add("U+%04X %s (%s) in %s"
                        .formatted(
                                character,
                                nameOf(character),
                                Character.isISOControl(character)
                                        ? "a control character"
                                        : Character.toString(character),
                                item));
            }
        }
    }

    private static boolean isSpacing(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }

    private static String nameOf(int character) {
        var name = Character.getName(character);
        return name == null ? "unassigned" : name.toLowerCase(Locale.ROOT);
    }
}
