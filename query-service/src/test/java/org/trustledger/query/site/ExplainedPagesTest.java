package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages that explain, whom to ask, and what is said where there is nothing. */
@ExtendWith(SampleSite.Shared.class)
class ExplainedPagesTest {
    private static SampleSite site;

    @BeforeAll
    static void open(SampleSite shared) {
        site = shared;
    }

    @ParameterizedTest
    @CsvSource({
        "proof, /nordhamn/packs/proof",
        "about, /nordhamn/about",
        "contact, /nordhamn/contact",
        "agreements, /nordhamn/agreements",
        "agreements-before-any, /nordhamn/agreements?validAt=2021-01-01",
        "not-found, /nordhamn/nowhere",
        "not-a-date, /nordhamn/answers?validAt=yesterday",
        "nothing-with-this-tag, /nordhamn/answers?tag=nothing"
    })
    void hasNoBarrier(String name, String path) {
        for (var language : List.of("en", "sv")) {
            try (var page = site.visit(path, language)) {
                assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
                assertThat(Visitors.barriers(page)).as(name).isEmpty();
                Visitors.photographWhole(page, "%s-%s".formatted(name, language));
                Visitors.byNight(page);
                Visitors.widen(page, Visitors.NARROW);
                Visitors.assertFits(page, name);
                assertThat(Visitors.barriers(page)).as(name).isEmpty();
                if (language.equals("sv")) {
                    Visitors.photographWhole(page, name + "-narrow-dark");
                }
            }
        }
    }

    @Test
    void thePackAskedForIsTheOneToCheck() {
        var newest = read("/nordhamn/packs/proof?lang=sv").select("#pack");
        assertThat(newest.select("h2").text()).contains("svenska");
        var asked = read("/nordhamn/packs/proof?lang=sv&pack=0123456789abcdef0123456789abcdef")
                .select("#pack");
        assertThat(asked.select("h2").text()).contains("engelska", "21 nov. 2026");
        assertThat(asked.select(".particulars .mono").eachText())
                .contains("9f2c" + "ab".repeat(28) + "a41e", "cd".repeat(32), "ef".repeat(32));
        assertThat(asked.select("pre").text())
                .contains("sha256sum nordhamn-trust-pack-2026-11-21-en.pdf", "pdfsig nordhamn-trust-pack");
        assertThat(asked.select(".demonstration").text()).contains("går inte i god för någon");
        assertThat(read("/nordhamn/packs/proof?pack=" + "0".repeat(32))
                        .select("h1")
                        .text())
                .isEqualTo("There is no such pack");
    }

    @Test
    void contactNamesFunctionsAndTheirAddresses() {
        var page = read("/nordhamn/contact?lang=en");

        assertThat(page.select(".address").text())
                .isEqualTo("Privacy and security office, Nordhamn Cloud AB trust@nordhamn.example");
        assertThat(page.select(".contacts tbody tr")).hasSize(8);
        assertThat(page.select("a[href=/.well-known/security.txt]")).hasSize(1);
    }

    @Test
    void theListOfAgreementsHasTheRevisionInForceAndWhy() {
        var page = read("/nordhamn/agreements?lang=en");

        assertThat(page.select("#agreement-dpa h2").text()).isEqualTo("Data processing agreement");
        assertThat(page.select("#agreement-dpa > .margin").text()).contains("rev 4");
        assertThat(page.select("#agreement-dpa .why-box").text()).startsWith("Why:");
        assertThat(page.select("#agreement-dpa .revisions li")).hasSizeGreaterThan(3);
    }

    @Test
    void aPageThatIsNotThereOffersTheSearchAndTheWayHome() {
        var page = read("/nordhamn/nowhere?lang=sv");

        assertThat(page.select("form.search").attr("action")).isEqualTo("/nordhamn/search");
        assertThat(page.select("form.search [name=lang]").val()).isEqualTo("sv");
        assertThat(page.select(".ways a").eachAttr("href")).containsExactly("/nordhamn/?lang=sv");
        assertThat(page.select("link[rel=alternate][type]")).isEmpty();
    }

    @Test
    void aDateThatIsNoneLeadsToTheSamePageToday() {
        var page = read("/nordhamn/answers?validAt=yesterday");

        assertThat(page.select(".ways a").eachAttr("href")).containsExactly("/nordhamn/answers", "/nordhamn/");
        assertThat(page.select(".technical").text()).contains("validAt 'yesterday' is no date");
    }

    @Test
    void aPackThatCannotBeAskedForLeadsToThoseThatThereAre() {
        var answer = site.counter()
                .post(
                        "/nordhamn/packs",
                        "language=en",
                        "Accept",
                        "text/html",
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(502);
        var page = Jsoup.parse(answer.body());
        assertThat(page.select(".brand-name").text()).isEqualTo("Nordhamn Cloud");
        assertThat(page.select(".ways a").eachAttr("href")).containsExactly("/nordhamn/packs", "/nordhamn/");
    }

    @Test
    void aFilterThatLeavesNothingSaysWhichAndHowToGoOn() {
        assertThat(read("/nordhamn/answers?tag=nothing&lang=en")
                        .select(".nothing")
                        .text())
                .isEqualTo("No answer has this tag. Show all answers");
        assertThat(read("/nordhamn/answers?category=nothing&lang=en")
                        .select(".nothing")
                        .text())
                .isEqualTo("No answer is in this category. Show all answers");
        assertThat(read("/nordhamn/subprocessors?country=AQ&lang=en")
                        .select(".nothing a")
                        .attr("href"))
                .isEqualTo("/nordhamn/subprocessors?lang=en");
    }

    private static Document read(String path) {
        return Jsoup.parse(site.counter().get(path, "Accept", "text/html").body());
    }
}
