package org.trustledger.query.site;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Fills one line of a Markdown document from the elements of a page: white space counts once, and never at the edge of
 * what is emphasised, where Markdown would not see the emphasis.
 */
final class Inlines {
    private static final String BETWEEN = " · ";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern LINES = Pattern.compile("\\s*\\n\\s*");
    /** Shown below what stands before them, so something must tell the two apart. */
    private static final String BELOW = ".under, .condition, .item, .inline-item";
    /** At the start of a line these begin a list or code, and the renderer lets them. */
    private static final Pattern BEGINS_A_BLOCK = Pattern.compile("[+~]");

    private Node into;
    /** Whether white space would be one too many here. */
    private boolean spaced = true;
    /** Whether there was white space that is written only if something follows. */
    private boolean due;

    private boolean lineStart = true;
    /** A row of a table ends with its line. */
    private final boolean oneLine;

    Inlines(Node into) {
        this.into = into;
        this.oneLine = into instanceof TableCell;
    }

    void node(org.jsoup.nodes.Node node) {
        if (node instanceof TextNode text) {
            if (text.parent() instanceof Element parent && parent.closest(".redline") != null) {
                lines(text.getWholeText());
            } else {
                text(text.getWholeText());
            }
        } else if (node instanceof Element element) {
            element(element);
        }
    }

    private void element(Element element) {
        if (element.is(BELOW) && !spaced) {
            text(BETWEEN);
        }
        switch (element.normalName()) {
            case "a" -> anchor(element);
            case "b", "strong", "mark" -> within(new StrongEmphasis(), element);
            case "em", "i" -> within(new Emphasis(), element);
            case "br" -> lineBreak();
            case "code" -> code(element.wholeText());
            case "del", "ins" -> edited(element);
            default -> {
                if (element.is(".margin, ul, ol")) {
                    joined(element.children());
                } else {
                    element.childNodes().forEach(this::node);
                }
            }
        }
    }

    private void anchor(Element element) {
        var href = element.absUrl("href");
        if (href.startsWith("https://") || href.startsWith("http://") || href.startsWith("mailto:")) {
            within(new Link(href, null), element);
        } else {
            element.childNodes().forEach(this::node);
        }
    }

    void link(String href, String text) {
        within(new Link(href, null), new Element("a").text(text));
    }

    /** Struck out and put in are elements, which no text can forge: its own angle brackets are escaped. */
    private void edited(Element element) {
        space(element);
        into.appendChild(html("<%s>".formatted(element.normalName())));
        lineStart = false;
        element.childNodes().forEach(this::node);
        into.appendChild(html("</%s>".formatted(element.normalName())));
        spaced = false;
    }

    void within(Node node, Element element) {
        space(element);
        var outer = into;
        into = node;
        element.childNodes().forEach(this::node);
        into = outer;
        if (node.getFirstChild() != null) {
            outer.appendChild(node);
            lineStart = false;
        }
    }

    /** The elements one after the other, told apart by a point in the middle of the line. */
    void joined(List<Element> elements) {
        for (var element : elements) {
            if (element.hasText()) {
                if (!spaced || due) {
                    text(BETWEEN);
                }
                element(element);
            }
        }
    }

    private void code(String literal) {
        if (literal.isBlank()) {
            return;
        }
        pay();
        into.appendChild(new Code(SPACE.matcher(literal.strip()).replaceAll(" ")));
        spaced = false;
        lineStart = false;
    }

    private void lines(String text) {
        var lines = LINES.split(text, -1);
        for (var index = 0; index < lines.length; index++) {
            if (index > 0) {
                lineBreak();
            }
            text(lines[index]);
        }
    }

    private void lineBreak() {
        if (oneLine) {
            due = !spaced;
        } else if (into.getLastChild() != null && !(into.getLastChild() instanceof HardLineBreak)) {
            into.appendChild(new HardLineBreak());
            spaced = true;
            due = false;
            lineStart = true;
        }
    }

    void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        due |= !spaced && Character.isWhitespace(text.charAt(0));
        var words = SPACE.matcher(text.strip()).replaceAll(" ");
        if (words.isEmpty()) {
            return;
        }
        pay();
        if (lineStart && BEGINS_A_BLOCK.matcher(words).lookingAt()) {
            into.appendChild(html("&#%d;".formatted((int) words.charAt(0))));
            words = words.substring(1);
        }
        append(words);
        lineStart = false;
        spaced = false;
        due = Character.isWhitespace(text.charAt(text.length() - 1));
    }

    /** Writes the white space that is due outside of what begins here. */
    private void space(Element element) {
        var text = element.wholeText();
        due |= !spaced && !text.isEmpty() && Character.isWhitespace(text.charAt(0));
        pay();
    }

    private void pay() {
        if (due && !spaced) {
            append(" ");
            spaced = true;
        }
        due = false;
    }

    private static HtmlInline html(String literal) {
        var html = new HtmlInline();
        html.setLiteral(literal);
        return html;
    }

    private void append(String words) {
        if (into.getLastChild() instanceof Text last) {
            last.setLiteral(last.getLiteral() + words);
        } else if (!words.isEmpty()) {
            into.appendChild(new Text(words));
        }
    }

    /** Takes back what would end the line with nothing. */
    void end() {
        if (into.getLastChild() instanceof HardLineBreak last) {
            last.unlink();
        }
        if (into.getLastChild() instanceof Text last && last.getLiteral().isBlank()) {
            last.unlink();
        }
        // Before the bar that ends a cell it would make that bar a part of the text.
        if (oneLine
                && into.getLastChild() instanceof Text last
                && last.getLiteral().endsWith("\\")) {
            last.setLiteral(last.getLiteral().substring(0, last.getLiteral().length() - 1));
            into.appendChild(html("&#92;"));
        }
    }
}
