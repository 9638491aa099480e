package org.trustledger.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class MarkdownTest {
    private final Markdown markdown = new Markdown();

    @Test
    void keepsWhatAnAuthorMeans() {
        assertThat(xhtml("Data rests **in Sweden**, *never* elsewhere.\n\n1. one\n2. two\n\n> said `so`"))
                .isEqualToIgnoringNewLines("""
                        <p>Data rests <strong>in Sweden</strong>, <em>never</em> elsewhere.</p>\
                        <ol><li>one</li><li>two</li></ol><blockquote><p>said <code>so</code></p></blockquote>""");
    }

    @Test
    void linksLeadToHttpsAndMailOnlyAndVouchForNothing() {
        assertThat(xhtml("[a](https://example.org/x?a=1&b=2) <dpo@nordhamn.example>"))
                .isEqualTo("<p><a href=\"https://example.org/x?a=1&amp;b=2\" rel=\"noopener nofollow\">a</a>"
                        + " <a href=\"mailto:dpo@nordhamn.example\" rel=\"noopener nofollow\">"
                        + "dpo@nordhamn.example</a></p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](http://example.org)",
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](&#x6a;avascript:alert(1))",
                "[a](java&Tab;script:alert(1))",
                "[a](<java\u0000script:alert(1)>)",
                "[a](vbscript:x)",
                "[a](data:text/html;base64,PHNjcmlwdD4=)",
                "[a](file:///etc/passwd)",
                "[a](//example.org/x)",
                "[a](/relative)",
                "[a](#here)",
                "[a](https:example.org)",
                "[a](jar:https://example.org!/x)",
            })
    void aLinkToAnythingElseIsItsTextAlone(String hostile) {
        assertThat(xhtml(hostile)).isEqualTo("<p>a</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<style>@import 'https://example.org/x.css'</style>",
                "<iframe src=\"https://example.org\"></iframe>",
                "<link rel=stylesheet href=https://example.org/x.css>",
                "<form action=https://example.org><input name=a></form>",
                "<a href=\"javascript:alert(1)\" onclick=\"alert(1)\">x</a>",
                "<!--[if IE]><script>alert(1)</script><![endif]-->",
                "<?php echo 1 ?>",
                "<![CDATA[<script>alert(1)</script>]]>",
                "</div></body></html><script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "`<script>alert(1)</script>`",
                "```\" onload=alert(1)\n<script>x</script>\n```",
                "![a](https://example.org/x.png \"t\")",
                "![a ![b](https://example.org/y.png)](https://example.org/x.png)",
                "[![a](https://example.org/x.png)](https://example.org)",
                "| a | b |\n|---|---|\n| <img src=x> | <script>x</script> |",
                "[x]: https://example.org \"\\\" onmouseover=alert(1)\"\n\n[x]",
            })
    void nothingRunsNothingLoadsAndTheMarkupStaysWhole(String hostile) {
        var parsed = Jsoup.parseBodyFragment(xhtml(hostile));
        assertThat(parsed.select("script,style,img,svg,iframe,link,form,input,object,embed,base,meta"))
                .isEmpty();
        assertThat(parsed.select("*").stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .map(attribute -> attribute.getKey()))
                .isSubsetOf("href", "rel", "scope", "class", "start");
    }

    @Test
    void rawHtmlIsShownAsTheTextItIs() {
        assertThat(xhtml("a <b>c</b>")).isEqualTo("<p>a &lt;b&gt;c&lt;/b&gt;</p>");
    }

    @Test
    void anImageIsItsDescription() {
        assertThat(xhtml("before ![the *halls*](https://example.org/x.png) after"))
                .isEqualTo("<p>before the <em>halls</em> after</p>");
    }

    @Test
    void headingsFollowTheSurroundingOutlineWithoutAGap() {
        assertThat(markdown.toSafeXhtml("### a\n\n##### b\n\n# c\n\n## d", 4))
                .isEqualToIgnoringNewLines("<h4>a</h4><h5>b</h5><h4>c</h4><h5>d</h5>");
        assertThat(markdown.toSafeXhtml("# a\n\n## b\n\n### c", 6))
                .isEqualToIgnoringNewLines("<h6>a</h6><h6>b</h6><h6>c</h6>");
        assertThatIllegalArgumentException().isThrownBy(() -> markdown.toSafeXhtml("", 7));
    }

    @Test
    void tablesAreRectangularAndTheirHeadersSayWhatTheyHead() {
        assertThat(xhtml("| a | b |\n|:--|--:|\n| 1 |\n| 2 | 3 | 4 |")).isEqualToIgnoringNewLines("""
                        <table><thead><tr><th class="align-left" scope="col">a</th>\
                        <th class="align-right" scope="col">b</th></tr></thead><tbody>\
                        <tr><td class="align-left">1</td><td class="align-right"></td></tr>\
                        <tr><td class="align-left">2</td><td class="align-right">3</td></tr></tbody></table>""");
    }

    @Test
    void charactersThatXmlForbidsDoNotComeThrough() {
        assertThat(xhtml("a\u0001\u000b\ufffe\ud800b\u0000")).startsWith("<p>a").doesNotContain("\u0001", "\ufffe");
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "[", "![", "*a **a ", "`", "<a ", "&#", "((", "| a ", "1. ", "_a [b](<"})
    void whatIsNestedWithoutEndStillEnds(String hostile) {
        assertThat(xhtml(hostile.repeat(5_000))).isNotNull();
    }

    @Test
    void nothingGivesNothing() {
        assertThat(xhtml(" \n")).isEmpty();
    }

    /** Whatever goes in, an XML parser must be able to read what comes out. */
    private String xhtml(String source) {
        var fragment = markdown.toSafeXhtml(source, 4);
        try {
            DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<div>%s</div>".formatted(fragment))));
        } catch (Exception e) {
            throw new AssertionError("Not well-formed: " + fragment, e);
        }
        return fragment;
    }
}
