package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.FactCodec;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.SampleFacts;

/** What search engines and reporters of weaknesses read, as a program sees it. */
class SignpostsTest {
    private final Facts facts = new Facts("nordhamn");
    private final HttpClient http = HttpClient.newHttpClient();
    private Counter counter;

    @BeforeEach
    void open(@TempDir Path archive) throws IOException {
        counter = Counter.withArchive(archive).at(Instant.parse("2026-11-22T08:00:00Z"));
        counter.start();
    }

    @AfterEach
    void close() {
        counter.close();
        http.close();
    }

    @Test
    void securityTxtNamesTheContactAndEndsWithinAYear() throws Exception {
        assertThat(get("/.well-known/security.txt").statusCode()).isEqualTo(404);
        publishTheSample();

        var answer = get("/.well-known/security.txt");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(answer.body().lines())
                .startsWith("Contact: mailto:trust@nordhamn.example", "Expires: 2027-05-21T00:00:00Z")
                .anyMatch(line -> line.startsWith("Preferred-Languages: en, sv"))
                .anyMatch(line -> line.startsWith("Canonical: http") && line.endsWith("/.well-known/security.txt"));
    }

    @Test
    void everyAddressOfTheSitemapIsAPageThatSaysSoOfItself() throws Exception {
        publishTheSample();
        assertThat(get("/robots.txt").body()).contains("Sitemap: ", "/sitemap.xml", "Disallow: /reception/");

        var parts = addresses("/sitemap.xml", "sitemap");
        assertThat(parts).hasSize(1);
        var pages = addresses(parts.getFirst(), "url");
        assertThat(pages)
                .hasSizeGreaterThan(40 + 20)
                .contains("/nordhamn/", "/nordhamn/answers/backups", "/nordhamn/changes/subprocessors/revontuki");
        for (var page : pages) {
            var answer = get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            var document = Jsoup.parse(answer.body());
            assertThat(document.select("link[rel=canonical]").attr("href")).endsWith(page);
            assertThat(document.select("meta[name=robots]")).as(page).isEmpty();
            assertThat(document.select("link[rel=alternate][hreflang]").eachAttr("hreflang"))
                    .containsExactly("en", "sv", "x-default");
        }
    }

    @Test
    void anAnswerIsThereForSearchEnginesAsAQuestion() throws Exception {
        publishTheSample();

        var data = Jsoup.parse(get("/nordhamn/answers/backups").body())
                .select("script[type=application/ld+json]")
                .first();

        var faq = FactCodec.mapper().readTree(data == null ? "" : data.data());
        assertThat(faq.at("/@type").asString()).isEqualTo("FAQPage");
        assertThat(faq.at("/mainEntity/0/name").asString()).contains("backups");
        assertThat(faq.at("/mainEntity/0/acceptedAnswer/text").asString()).startsWith("<p>");
    }

    @Test
    void aListOfAnswersHasEachOfThemAsAQuestion() throws Exception {
        publishTheSample();

        var page = Jsoup.parse(get("/nordhamn/answers?lang=sv").body());
        var data = page.select("script[type=application/ld+json]").first();

        var faq = FactCodec.mapper().readTree(data == null ? "" : data.data());
        assertThat(faq.at("/mainEntity").values())
                .extracting(question -> question.at("/name").asString())
                .hasSizeGreaterThan(10)
                .containsExactlyElementsOf(
                        page.select(".entry:has(.prose) .question").eachText());
    }

    private void publishTheSample() throws IOException {
        counter.relays(facts.commit(Instant.parse("2026-11-20T09:30:00.123456Z"), SampleFacts.of(facts)));
        counter.reaches("nordhamn", facts.all().size());
    }

    private List<String> addresses(String path, String element) throws Exception {
        var document = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(get(path).body().getBytes(StandardCharsets.UTF_8)));
        var found = document.getElementsByTagNameNS("http://www.sitemaps.org/schemas/sitemap/0.9", element);
        var addresses = new ArrayList<String>();
        for (var index = 0; index < found.getLength(); index++) {
            var address = URI.create(found.item(index).getFirstChild().getTextContent());
            addresses.add(
                    address.getRawQuery() == null
                            ? address.getPath()
                            : address.getPath() + "?" + address.getRawQuery());
        }
        return addresses;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(counter.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
