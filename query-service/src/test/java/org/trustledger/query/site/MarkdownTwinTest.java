package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page becomes as a document: read back with a parser, so that it is what a reader of the document sees. */
class MarkdownTwinTest {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# A heading",
                "- an item",
                "+ an item",
                "* an item",
                "7. an item",
                "7) an item",
                "> a quotation",
                "~~~",
                "```",
                "===",
                "---",
                "***",
                "| a | b |",
                "[a link](https://elsewhere.example)",
                "![a picture](https://elsewhere.example/x.png)",
                "<https://elsewhere.example>",
                "<script>alert(1)</script>",
                "<del>never</del>",
                "&lt;b&gt; &amp; &#35;",
                "a `code` and **strong** and _soft_",
                "ends with a backslash \\",
                "[x]: https://elsewhere.example",
                "__init__ & 5*3*2 \\* !"
            })
    void aTextIsOnlyText(String text) {
        var escaped = Entities.escape(text);
        var document = read("""
                <main><h1>%1$s</h1><div class="entry"><h2>%1$s</h2><p class="margin"><time>1 Jan</time></p>
                <p>%1$s</p></div><ul><li>%1$s</li></ul>
                <table><thead><tr><th>%1$s</th></tr></thead><tbody><tr><td>%1$s</td></tr></tbody></table>
                <p>Read <a href="/x">%1$s</a></p></main>""".formatted(escaped));

        assertThat(all(document, Heading.class))
                .extracting(MarkdownTwinTest::text)
                .containsExactly(text, text);
        assertThat(all(document, TableCell.class))
                .extracting(MarkdownTwinTest::text)
                .containsExactly(text, text);
        assertThat(all(document, Paragraph.class))
                .extracting(MarkdownTwinTest::text)
                .containsExactly("Valid: " + text, "1 Jan", text, text, "Read " + text);
        assertThat(all(document, BulletList.class)).hasSize(2);
        assertThat(all(document, ThematicBreak.class)).hasSize(1);
        assertThat(all(document, Link.class))
                .extracting(Link::getDestination)
                .containsExactly("https://trust.example/x");
        var lines = MarkdownTwin.of(
                "<main><p class=\"redline\">one\n%s</p></main>".formatted(escaped),
                "https://trust.example/",
                List.of());
        assertThat(all(PARSER.parse(lines), Paragraph.class))
                .extracting(MarkdownTwinTest::text)
                .containsExactly("one\n" + text);
    }

    @Test
    void whatWasStruckOutAndPutInIsToldApart() {
        var written = MarkdownTwin.of("""
                <main><p class="redline">Within <del><span class="unseen">removed: </span>48</del><ins>24</ins> hours.</p>
                </main>""", "https://trust.example/", List.of());

        assertThat(written).contains("Within <del>48</del><ins>24</ins> hours.");
    }

    @Test
    void controlsAndWaysAroundTheSiteAreLeftOut() {
        var written = MarkdownTwin.of("""
                <main><form><button>Go</button></form><nav class="filters"><a href="/">All</a></nav>
                <p>Said.</p><script>let it;</script><details><summary>By date</summary><form></form></details>
                <nav class="pager"><p>Page 1 of 2</p><ul><li><a href="?page=2">2</a></li>
                <li><a rel="next" href="?page=2">Next</a></li></ul></nav></main>""", "https://trust.example/answers", List.of());

        assertThat(written.strip().lines())
                .endsWith("Said.", "", "Page 1 of 2 · [Next](https://trust.example/answers?page=2)");
        assertThat(written).doesNotContain("Go", "All", "let it", "By date");
    }

    private static Node read(String html) {
        var title = html.substring(html.indexOf("<h1>") + 4, html.indexOf("</h1>"));
        return PARSER.parse(MarkdownTwin.of(
                html,
                "https://trust.example/",
                List.of(new MarkdownTwin.Line("Valid", org.jsoup.parser.Parser.unescapeEntities(title, false), null))));
    }

    private static String text(Node node) {
        var text = new StringBuilder();
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            text.append(
                    switch (child) {
                        case Text literal -> literal.getLiteral();
                        case HardLineBreak _ -> "\n";
                        default -> text(child);
                    });
        }
        return text.toString();
    }

    private static <T extends Node> List<T> all(Node document, Class<T> type) {
        var found = new ArrayList<T>();
        document.accept(new AbstractVisitor() {
            @Override
            protected void visitChildren(Node parent) {
                for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
                    if (type.isInstance(node)) {
                        found.add(type.cast(node));
                    }
                    if (node instanceof CustomNode) {
                        visitChildren(node);
                    } else {
                        node.accept(this);
                    }
                }
            }
        });
        return found;
    }
}
