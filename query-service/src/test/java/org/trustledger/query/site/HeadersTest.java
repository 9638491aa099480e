package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trustledger.query.Counter;

/** What every answer tells a browser not to do, whatever was asked. */
@ExtendWith(SampleSite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersTest {
    private static final String[] AS_A_PERSON = {"Accept", "text/html", "Accept-Language", "en"};

    private Counter counter;

    @BeforeAll
    void open(SampleSite site) {
        counter = site.counter();
    }

    @Test
    void everyKindOfAnswerHasThem() {
        var page = counter.get("/nordhamn/", AS_A_PERSON);
        var answers = new LinkedHashMap<String, HttpResponse<String>>();
        answers.put("200 page", page);
        answers.put("200 without its body", counter.head("/nordhamn/", AS_A_PERSON));
        answers.put(
                "304 known page",
                counter.get(
                        "/nordhamn/",
                        "If-None-Match",
                        page.headers().firstValue("ETag").orElseThrow()));
        answers.put("302 the only trust center", counter.get("/"));
        answers.put("404 page", counter.get("/nordhamn/answers/nothing", AS_A_PERSON));
        answers.put("404 document", counter.get("/nordhamn/answers/nothing"));
        answers.put("404 stranger", counter.get("/stranger/", AS_A_PERSON));
        answers.put("404 encoded slash", counter.get("/nordhamn/answers/a%2Fb", AS_A_PERSON));
        answers.put("404 encoded backslash", counter.get("/nordhamn/answers/a%5Cb", AS_A_PERSON));
        answers.put("404 file", counter.get("/_/nothing.css"));
        answers.put("400 date", counter.get("/nordhamn/?validAt=yesterday", AS_A_PERSON));
        answers.put("405 method", counter.post("/nordhamn/", ""));
        answers.put("502 reception", counter.post("/reception/nordhamn/packs", ""));
        answers.put("413 too large", counter.post("/reception/nordhamn/packs", "x".repeat(70_000)));
        answers.put(
                "413 too large a form",
                counter.post(
                        "/nordhamn/packs",
                        "scope=" + "x".repeat(70_000),
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
        for (var file : page.body().split("\"", -1)) {
            if (file.startsWith("/_/")) {
                answers.put("200 " + file, counter.get(file));
            }
        }

        assertThat(answers).hasSizeGreaterThan(17);
        answers.forEach((what, answer) -> {
            assertThat(answer.statusCode()).as(what).isEqualTo(Integer.parseInt(what.substring(0, 3)));
            assertForbids(what, answer);
        });
    }

    @Test
    void everyAddressHasThem() {
        var names =
                Map.of("trustCenter", "nordhamn", "answer", "backups", "agreement", "dpa", "clause", "breach-notice");
        var asked = 0;
        for (var route : counter.routes()) {
            if (route.startsWith("GET ")) {
                var path = route.substring("GET ".length());
                for (var name : names.entrySet()) {
                    path = path.replace("{%s}".formatted(name.getKey()), name.getValue());
                }
                path = path.replaceAll("\\{[^}]*}", "x").replace("**", "x");
                assertForbids(path, counter.get(path));
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(20);
    }

    private static void assertForbids(String what, HttpResponse<String> answer) {
        var headers = answer.headers();
        assertThat(headers.allValues("Content-Security-Policy"))
                .as(what)
                .singleElement()
                .asString()
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe-eval", "script-src 'unsafe-inline'", "*", "http");
        assertThat(headers.allValues("X-Content-Type-Options")).as(what).containsExactly("nosniff");
        assertThat(headers.allValues("Referrer-Policy")).as(what).containsExactly("no-referrer");
        assertThat(headers.allValues("Cross-Origin-Opener-Policy")).as(what).containsExactly("same-origin");
        assertThat(headers.allValues("Permissions-Policy")).as(what).hasSize(1);
        assertThat(headers.allValues("Strict-Transport-Security"))
                .as(what)
                .containsExactly("max-age=63072000; includeSubDomains");
        assertThat(headers.firstValue("Server")).as(what).isEmpty();
        assertThat(headers.firstValue("Set-Cookie")).as(what).isEmpty();
    }
}
