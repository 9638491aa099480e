package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page down as a Markdown document (CommonMark with tables), element by element, so that it says what the page
 * says. It begins with what dates it; controls and the ways around the site are left out.
 *
 * <p>The document is built as a tree and written by the library that also reads Markdown: a text can forge no heading,
 * list or link, whatever characters it has.
 */
final class MarkdownTwin {
    private static final String LEFT_OUT = "script, form, details:has(form), nav:not(.pager), .help, .permalink,"
            + " [aria-hidden=true], [hidden], del > .unseen, ins > .unseen";

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "details",
            "div",
            "dl",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "ul");

    private static final Pattern HEADING = Pattern.compile("h[1-6]");
    private static final Pattern FENCE = Pattern.compile("`+");
    private static final MarkdownRenderer RENDERER = MarkdownRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .build();

    private MarkdownTwin() {}

    /** A line of the document's beginning. */
    record Line(String label, String value, @Nullable String href) {}

    /**
     * The document.
     *
     * @param html the page
     * @param address its own, against which its links are made absolute
     * @param dated what stands under the title
     */
    static String of(String html, String address, List<Line> dated) {
        var page = Jsoup.parse(html, address);
        page.select(LEFT_OUT).remove();
        var document = new Document();
        var title = page.selectFirst("h1");
        if (title != null) {
            var heading = new Heading();
            heading.setLevel(1);
            new Inlines(heading).text(title.text());
            document.appendChild(heading);
            title.remove();
        }
        document.appendChild(beginning(dated));
        var ribbon = page.selectFirst(".ribbon");
        if (ribbon != null) {
            var quote = new BlockQuote();
            ribbon.select("ul").remove();
            blocks(ribbon, quote);
            document.appendChild(quote);
        }
        document.appendChild(new ThematicBreak());
        var main = page.selectFirst("main");
        if (main != null) {
            blocks(main, document);
        }
        return RENDERER.render(document);
    }

    private static Node beginning(List<Line> dated) {
        var list = tight(new BulletList());
        for (var line : dated) {
            var paragraph = new Paragraph();
            var inlines = new Inlines(paragraph);
            inlines.text(line.label() + ": ");
            if (line.href() == null) {
                inlines.text(line.value());
            } else {
                inlines.link(line.href(), line.value());
            }
            list.appendChild(item(paragraph));
        }
        return list;
    }

    private static void blocks(Element from, Node into) {
        var paragraph = new Paragraph();
        var inlines = new Inlines(paragraph);
        // On a page it stands beside the entry, wherever in it; here it follows the heading.
        var margin = from.is(".entry") ? from.selectFirst("> .margin") : null;
        var heads = margin != null && from.selectFirst("> h2, > h3, > h4") != null;
        if (margin != null && !heads) {
            block(margin, into);
        }
        for (var child : from.childNodes()) {
            if (child.equals(margin)) {
                continue;
            }
            if (child instanceof Element element && BLOCKS.contains(element.normalName())) {
                flush(inlines, paragraph, into);
                paragraph = new Paragraph();
                inlines = new Inlines(paragraph);
                block(element, into);
                if (margin != null && heads && isHeading(element)) {
                    block(margin, into);
                    heads = false;
                }
            } else {
                inlines.node(child);
            }
        }
        flush(inlines, paragraph, into);
    }

    private static void flush(Inlines inlines, Paragraph paragraph, Node into) {
        inlines.end();
        if (paragraph.getFirstChild() != null) {
            into.appendChild(paragraph);
        }
    }

    private static boolean isHeading(Element element) {
        return HEADING.matcher(element.normalName()).matches();
    }

    private static void block(Element element, Node into) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                var heading = new Heading();
                heading.setLevel(element.normalName().charAt(1) - '0');
                fill(heading, element, into);
            }
            case "p" -> paragraph(element, into);
            case "summary" -> fill(new Paragraph(), strong(element), into);
            case "hr" -> into.appendChild(new ThematicBreak());
            case "pre" -> code(element, into);
            case "blockquote" -> {
                var quote = new BlockQuote();
                blocks(element, quote);
                into.appendChild(quote);
            }
            case "ul", "ol" -> list(element, into);
            case "dl" -> particulars(element, into);
            case "table" -> table(element, into);
            case "nav" -> pager(element, into);
            default -> blocks(element, into);
        }
    }

    private static Element strong(Element element) {
        var strong = new Element("strong").appendChildren(List.copyOf(element.childNodes()));
        return new Element("p").appendChild(strong);
    }

    private static void fill(Node block, Element from, Node into) {
        var inlines = new Inlines(block);
        from.childNodes().forEach(inlines::node);
        inlines.end();
        if (block.getFirstChild() != null) {
            into.appendChild(block);
        }
    }

    private static void paragraph(Element element, Node into) {
        if (element.is(".why-box")) {
            var quote = new BlockQuote();
            fill(new Paragraph(), element, quote);
            into.appendChild(quote);
        } else if (element.is(".margin")) {
            var paragraph = new Paragraph();
            var inlines = new Inlines(paragraph);
            inlines.joined(element.children());
            inlines.end();
            into.appendChild(paragraph);
        } else {
            fill(new Paragraph(), element, into);
        }
    }

    /** Fenced by more backticks than it has in a row, so that it cannot end before its end. */
    private static void code(Element element, Node into) {
        var literal = element.wholeText();
        var longest = FENCE.matcher(literal)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
        var code = new FencedCodeBlock();
        code.setFenceCharacter("`");
        code.setOpeningFenceLength(Math.max(3, longest + 1));
        code.setClosingFenceLength(Math.max(3, longest + 1));
        code.setLiteral(literal.endsWith("\n") ? literal : literal + "\n");
        into.appendChild(code);
    }

    private static void list(Element element, Node into) {
        if (element.is(".history, .timeline, .pillars, .newest")) {
            element.children().forEach(item -> blocks(item, into));
            return;
        }
        if (element.is(".tags, .facts, .chips, .ways")) {
            var paragraph = new Paragraph();
            var inlines = new Inlines(paragraph);
            inlines.joined(element.children());
            flush(inlines, paragraph, into);
            return;
        }
        var list = element.nameIs("ol") && !element.is(".revisions") ? numbered(element) : new BulletList();
        var onlyLines = true;
        for (var child : element.children()) {
            var item = new ListItem();
            blocks(child, item);
            onlyLines &= item.getFirstChild() == item.getLastChild() && item.getFirstChild() instanceof Paragraph;
            list.appendChild(item);
        }
        list.setTight(onlyLines);
        if (list.getFirstChild() != null) {
            into.appendChild(list);
        }
    }

    private static OrderedList numbered(Element element) {
        var list = new OrderedList();
        var start = element.attr("start");
        list.setMarkerStartNumber(start.isEmpty() ? 1 : Integer.parseInt(start));
        list.setMarkerDelimiter(".");
        return list;
    }

    private static ListBlock tight(ListBlock list) {
        list.setTight(true);
        return list;
    }

    private static ListItem item(Node block) {
        var item = new ListItem();
        item.appendChild(block);
        return item;
    }

    private static void particulars(Element element, Node into) {
        var list = tight(new BulletList());
        for (var term : element.select("dt")) {
            var paragraph = new Paragraph();
            var inlines = new Inlines(paragraph);
            inlines.within(new StrongEmphasis(), term);
            var values = new ArrayList<Element>();
            for (var next = term.nextElementSibling();
                    next != null && next.nameIs("dd");
                    next = next.nextElementSibling()) {
                values.add(next);
            }
            if (!values.isEmpty()) {
                inlines.text(": ");
                inlines.joined(values);
            }
            inlines.end();
            list.appendChild(item(paragraph));
        }
        if (list.getFirstChild() != null) {
            into.appendChild(list);
        }
    }

    /** What a row has below itself over the whole width follows the table. */
    private static void table(Element element, Node into) {
        var table = new TableBlock();
        var head = new TableHead();
        var body = new TableBody();
        var below = new ArrayList<Element>();
        for (var row : element.select("tr")) {
            if (row.selectFirst("> [colspan]") != null) {
                below.addAll(row.select("> [colspan]"));
                continue;
            }
            var cells = new TableRow();
            for (var cell : row.children()) {
                var tableCell = new TableCell();
                tableCell.setHeader(row.closest("thead") != null);
                var inlines = new Inlines(tableCell);
                cell.childNodes().forEach(inlines::node);
                inlines.end();
                cells.appendChild(tableCell);
            }
            (row.closest("thead") == null ? body : head).appendChild(cells);
        }
        if (head.getFirstChild() != null) {
            table.appendChild(head);
            table.appendChild(body);
            into.appendChild(table);
        }
        below.forEach(cell -> blocks(cell, into));
    }

    private static void pager(Element element, Node into) {
        var paragraph = new Paragraph();
        var inlines = new Inlines(paragraph);
        inlines.joined(element.select("> p, a[rel]"));
        flush(inlines, paragraph, into);
    }
}
