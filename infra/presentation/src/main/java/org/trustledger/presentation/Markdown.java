package org.trustledger.presentation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns the authors' Markdown (CommonMark with tables) into markup that can neither run script nor load anything.
 *
 * <p>Raw HTML is shown as the text it is, images as their description; links lead to https and mailto addresses only.
 * Thread-safe.
 */
public final class Markdown {
    private static final int DEEPEST_HEADING = 6;
    /** Deep nesting is no text anybody reads, but it would overflow the stack of whoever renders it. */
    private static final int DEEPEST_BLOCK = 32;

    private static final Pattern LINK = Pattern.compile("(?i)(?:https://|mailto:)[^\\s\"'<>\\\\]+");

    private static final PolicyFactory ALLOWED = new HtmlPolicyBuilder()
            .allowElements("p", "br", "em", "strong", "code", "pre", "blockquote", "hr")
            .allowElements("ul", "ol", "li")
            .allowElements("h1", "h2", "h3", "h4", "h5", "h6")
            .allowElements("table", "thead", "tbody", "tr", "th", "td")
            .allowElements("a")
            .allowUrlProtocols("https", "mailto")
            .allowAttributes("href")
            .matching(LINK)
            .onElements("a")
            .requireRelsOnLinks("noopener", "nofollow")
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,9}"))
            .onElements("ol")
            .allowAttributes("align")
            .matching(Pattern.compile("left|center|right"))
            .onElements("th", "td")
            .toFactory();

    private final Parser parser = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(DEEPEST_BLOCK)
            .build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("https", "mailto")))
            .build();

    private final TextContentRenderer words = TextContentRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .lineBreakRendering(LineBreakRendering.COMPACT)
            .build();

    /**
     * A fragment of well-formed XHTML, fit for a page and for the pack.
     *
     * @param markdown what an author wrote; trusted in nothing
     * @param firstHeadingLevel level that the topmost heading gets, 1 to 6; the others follow without skipping a level,
     *     so that the surrounding outline stays whole however the author began
     */
    public String toSafeXhtml(String markdown, int firstHeadingLevel) {
        if (firstHeadingLevel < 1 || firstHeadingLevel > DEEPEST_HEADING) {
            throw new IllegalArgumentException("Headings have the levels 1 to 6, not %d".formatted(firstHeadingLevel));
        }
        var text = parser.parse(markdown);
        text.accept(new ImagesToTheirDescription());
        var document = Jsoup.parseBodyFragment(ALLOWED.sanitize(renderer.render(text)));
        document.outputSettings(new Document.OutputSettings()
                .syntax(Document.OutputSettings.Syntax.xml)
                .escapeMode(Entities.EscapeMode.xhtml)
                .prettyPrint(false));
        shiftHeadings(document.body(), firstHeadingLevel);
        describeTables(document.body());
        return document.body().html().strip();
    }

    /** What a reader sees of it, without any markup, such as for a search. Raw HTML is the text it is. */
    public String toPlainText(String markdown) {
        var text = parser.parse(markdown);
        text.accept(new ImagesToTheirDescription());
        return words.render(text).strip();
    }

    private static void shiftHeadings(Element body, int firstHeadingLevel) {
        var open = new ArrayDeque<Integer>();
        for (var heading : body.select("h1,h2,h3,h4,h5,h6")) {
            var level = heading.tagName().charAt(1) - '0';
            while (!open.isEmpty() && open.getLast() >= level) {
                open.removeLast();
            }
            heading.tagName("h%d".formatted(Math.min(firstHeadingLevel + open.size(), DEEPEST_HEADING)));
            open.addLast(level);
        }
    }

    /** Says what a header cell heads, as PDF/UA and screen readers ask, and turns alignment into a class. */
    private static void describeTables(Element body) {
        for (var cell : body.select("th,td")) {
            if (cell.hasAttr("align")) {
                cell.addClass("align-%s".formatted(cell.attr("align")));
                cell.removeAttr("align");
            }
            if (cell.nameIs("th")) {
                cell.attr("scope", "col");
            }
        }
    }

    private static final class ImagesToTheirDescription extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            visitChildren(image);
            Node last = image;
            for (var child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
                last.insertAfter(child);
                last = child;
            }
            image.unlink();
        }
    }
}
