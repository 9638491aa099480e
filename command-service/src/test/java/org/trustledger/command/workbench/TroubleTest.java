package org.trustledger.command.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trustledger.command.RunningOffice;

/** What a browser is told at the workbench where something is too much, too large, or away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubleTest {
    private RunningOffice office;

    @BeforeAll
    void open() {
        office = new RunningOffice(
                "trust-ledger.workbench.https-only=true",
                "trust-ledger.workbench.most-sessions=2",
                "trust-ledger.content.max-size=2KB");
    }

    @AfterAll
    void close() {
        office.close();
    }

    @Test
    void aBrowserIsToldToComeByHttpsOnly() {
        var answer = visit("/workbench/_/login");

        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=63072000 ; includeSubDomains");
    }

    @Test
    void strangersCanHaveOnlySoManySessionsBegun() {
        assertThat(visit("/workbench/nordhamn/").statusCode()).isEqualTo(302);
        assertThat(visit("/workbench/nordhamn/").statusCode()).isEqualTo(302);

        var crowded = visit("/workbench/nordhamn/");

        assertThat(crowded.statusCode()).isEqualTo(503);
        assertThat(crowded.headers().firstValue("Retry-After")).contains("60");
        assertThat(crowded.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(crowded.body()).contains("Too many people are logging in");
    }

    @Test
    void aSilentProviderLetsNobodyInAndSaysSo() {
        try (var lonely = new RunningOffice()) {
            lonely.identity().close();

            var answer = visit(lonely, "/workbench/_/start/workbench");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.body()).contains("The identity provider does not answer");
        }
    }

    private HttpResponse<String> visit(String path) {
        return visit(office, path);
    }

    private static HttpResponse<String> visit(RunningOffice office, String path) {
        return office.send(office.request(office.office(path), null)
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .GET());
    }
}
