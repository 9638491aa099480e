package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.FactCodec;
import org.trustledger.query.Counter;
import tools.jackson.databind.JsonNode;

/** Every public page as data and as a document, beside the page. */
@ExtendWith(SampleSite.Shared.class)
class TwinsTest {
    /** An item for every place in an address that names one. */
    private static final Map<String, String> NAMED = Map.of(
            "trustCenter", "nordhamn",
            "answer", "breach-notice",
            "agreement", "dpa",
            "clause", "breach-notice",
            "kind", "subprocessors",
            "item", "revontuki",
            "pack", "0123456789abcdef0123456789abcdef");

    private static final List<String> READERS =
            List.of("?lang=en", "?lang=sv", "?lang=sv&validAt=2025-03-01", "?lang=en&validAt=2027-02-01");

    private static Counter counter;

    @BeforeAll
    static void open(SampleSite site) {
        counter = site.counter();
    }

    private static Stream<String> pages() {
        return counter.routes().stream()
                .filter(route -> route.startsWith("GET /{trustCenter}/"))
                .map(route -> route.substring("GET ".length()))
                .filter(route -> !route.matches(".*\\.[a-z]+"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageHasBothTwinsThatSayWhatItSays(String route) {
        var address = Form.PAGE.address(PageAddress.of(filled(route)));
        for (var reader : READERS) {
            var path = address.path() + reader;
            var answer = counter.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            var page = Jsoup.parse(answer.body(), counter.address());
            var json = Form.JSON.address(address).path() + reader;
            var markdown = Form.MARKDOWN.address(address).path() + reader;
            var read = reader.contains("validAt") ? address.with(Choice.VALID_AT, "chosen") : address;
            assertThat(page.select("link[rel=alternate][type]:not([title])").eachAttr("href"))
                    .as(path)
                    .extracting(TwinsTest::pathAndQuery)
                    .startsWith(json, markdown)
                    .containsExactlyElementsOf(Form.beside(read).stream()
                            .map(form -> form.address(address).path() + reader)
                            .toList());
            assertAgree(page, twin(json, "application/json", path), path);
            assertAgreeInWords(page, twin(markdown, "text/markdown;charset=UTF-8", path), path);
        }
    }

    /** The text of a twin, which says of what page it is and answers 304 to who has it. */
    private static String twin(String path, String type, String page) {
        var answer = counter.get(path);
        var headers = answer.headers();
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        assertThat(headers.firstValue("Content-Type")).contains(type);
        assertThat(headers.firstValue("Cache-Control")).contains("public, no-cache");
        assertThat(headers.firstValue("Link").orElse("")).endsWith("%s>; rel=\"canonical\"".formatted(page));
        var tag = headers.firstValue("ETag").orElseThrow();
        assertThat(counter.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        return answer.body();
    }

    private static void assertAgree(Document page, String body, String path) {
        var twin = FactCodec.mapper().readTree(body);
        assertThat(pathAndQuery(twin.at("/page").asString())).isEqualTo(path);
        assertThat(twin.at("/title").asString()).isEqualTo(page.title());
        assertThat(twin.at("/language").asString())
                .isEqualTo(page.getElementsByTag("html").attr("lang"));
        var values = new TreeSet<String>();
        collect(twin, values);
        for (var element : page.select("main [id]")) {
            var id = element.id().replaceFirst("^(version-[0-9]+)-[0-9]+$", "$1");
            if (id.matches("(answer|subprocessor|data-center|agreement|clause|version|change)-.+")
                    && !id.endsWith("-title")) {
                assertThat(values).as("%s of %s", id, path).contains(id.replaceFirst("^(data-)?[a-z]+-", ""));
            }
        }
        assertCount(page, ".entry[id^=answer-]", twin, "/content/answers", path);
        assertCount(page, "tbody[id^=subprocessor-]", twin, "/content/subprocessors", path);
        assertCount(page, "tr[id^=data-center-]", twin, "/content/dataCenters", path);
        assertCount(page, ".timeline > li", twin, "/content/commits", path);
        assertCount(page, "table.packs .line", twin, "/content/packs", path);
    }

    private static void assertCount(Document page, String shown, JsonNode twin, String listed, String path) {
        if (!twin.at(listed).isMissingNode() && twin.at(listed).isArray() && page.selectFirst(shown) != null) {
            assertThat(twin.at(listed).size())
                    .as("%s of %s", listed, path)
                    .isEqualTo(page.select(shown).size());
        }
    }

    private static void collect(JsonNode node, TreeSet<String> values) {
        if (node.isValueNode()) {
            values.add(node.asString());
        }
        node.forEach(child -> collect(child, values));
    }

    private static void assertAgreeInWords(Document page, String body, String path) {
        var document = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(body);
        var headings = new ArrayList<String>();
        var links = new ArrayList<String>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add("%d %s"
                        .formatted(
                                heading.getLevel(),
                                TextContentRenderer.builder()
                                        .build()
                                        .render(heading)
                                        .strip()));
                visitChildren(heading);
            }

            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
            }
        });
        page.select(".permalink, nav, [hidden], .unseen, form").remove();
        var shown = page.select("main :is(h1, h2, h3, h4, h5, h6)").stream()
                .filter(Element::hasText)
                .map(heading -> "%c %s".formatted(heading.normalName().charAt(1), heading.text()))
                .toList();
        assertThat(headings.stream().map(TwinsTest::words))
                .as(path)
                .containsAll(shown.stream().map(TwinsTest::words).toList());
        assertThat(headings.getFirst()).startsWith("1 ");
        assertThat(links).as(path).isNotEmpty().allMatch(link -> link.matches("(https?://|mailto:).+"));
        assertThat(body).as(path).contains("№", "UTC");
        if (path.contains("validAt=2025")) {
            assertThat(body).contains("1 mars 2025, 00:00:00 (UTC+01:00)");
        }
    }

    /** However its words are emphasised or told apart. */
    private static String words(String text) {
        return text.replaceAll("(?:</?(?:ins|del)>|[\\s\"/·]|https?:\\S+|\\((?=http))+", " ")
                .strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?lang=en&page=2", "?lang=en&tag=nis2", "?lang=en&tag=nis2&category=incidents"})
    void theListOfAnswersIsTheOneThatThePageHas(String query) {
        var page = Jsoup.parse(counter.get("/nordhamn/answers" + query).body());
        var twin = FactCodec.mapper()
                .readTree(counter.get("/nordhamn/answers.json" + query).body());

        var asked = new ArrayList<String>();
        twin.at("/content/answers")
                .forEach(answer -> asked.add(answer.at("/content/question/en").asString()));
        assertThat(asked)
                .isNotEmpty()
                .containsExactlyElementsOf(page.select(".entry h4").eachText());
        assertThat(page.select(".counted").text())
                .startsWith(twin.at("/content/list/total").asString());
        if (query.endsWith("page=2")) {
            assertThat(pathAndQuery(twin.at("/content/list/previous").asString()))
                    .isEqualTo("/nordhamn/answers.json?lang=en");
        }
    }

    @Test
    void aSearchIsDataToo() {
        var page = Jsoup.parse(counter.get("/nordhamn/search?q=backup&lang=en").body());
        var hits = FactCodec.mapper()
                .readTree(counter.get("/nordhamn/search.json?q=backup&lang=en").body())
                .at("/content/hits");

        assertThat(hits.size()).isEqualTo(page.select(".results .entry").size());
        assertThat(pathAndQuery(hits.at("/0/href").asString()))
                .isEqualTo(page.select(".results .question").attr("href"));
    }

    @ParameterizedTest
    @CsvSource({
        "/nordhamn/answers/nothing.json, 404, unknown-item",
        "/nordhamn/agreements/nothing.json, 404, unknown-agreement",
        "/nordhamn/answers.json?validAt=yesterday, 400, not-a-date",
        "/nordhamn/index.json?validAt=2025-03-01&recordedAt=2025-03-01, 404, nothing-known-yet",
        "/nordhamn/packs/proof.json?pack=x, 400, bad-parameter",
        "/stranger/index.json, 404, unknown-trust-center"
    })
    void whatIsNotThereIsAProblemAlsoToABrowser(String path, int status, String slug) {
        var answer = counter.get(path, "Accept", "text/html,*/*");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:trust-ledger:problem:" + slug);
    }

    private static String filled(String route) {
        var path = route;
        for (var named : NAMED.entrySet()) {
            path = path.replace("{%s}".formatted(named.getKey()), named.getValue());
        }
        return path.replace("{position}", newestCommit());
    }

    private static String newestCommit() {
        var changes = Jsoup.parse(counter.get("/nordhamn/changes?lang=en").body(), counter.address());
        return changes.select(".timeline .margin a").getFirst().text().substring(1);
    }

    private static String pathAndQuery(String address) {
        var parsed = URI.create(address);
        return parsed.getRawQuery() == null ? parsed.getPath() : parsed.getPath() + "?" + parsed.getRawQuery();
    }
}
