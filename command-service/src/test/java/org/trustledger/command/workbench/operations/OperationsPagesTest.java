package org.trustledger.command.workbench.operations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.ledger.Facts.pillar;
import static org.trustledger.command.ledger.Facts.profile;
import static org.trustledger.testing.Pointer.press;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.Fact;
import org.trustledger.events.TrustCenterId;

/** Lag and failures in a real browser: a trust center where all is well beside one whose ledger the topic outran. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsPagesTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private final Workbench workbench = Workbench.shared();

    @BeforeAll
    void begin() {
        record("stilla", profile(1, MARCH, "en"));
        record("vilse", profile(1, MARCH, "sv"));
        await().atMost(30, SECONDS)
                .until(() -> workbench
                                .office()
                                .jdbc()
                                .queryForList(
                                        "select trust_center from relay_checkpoint where position = 1", String.class)
                                .containsAll(List.of("stilla", "vilse"))
                        && workbench
                                .office()
                                .jdbc()
                                .queryForList("select trust_center from pack", String.class)
                                .containsAll(List.of("stilla", "vilse")));
        workbench.office().jdbc().update("insert into relay_foreign values ('vilse', 99)");
        record("vilse", pillar("sweden", 1, MARCH));
        workbench.office().jdbc().update("""
                update pack set state = 'failed', problem = 'a glyph is missing'
                where trust_center = 'vilse' and content_position = 1""");
    }

    @AfterAll
    void mend() {
        workbench.office().jdbc().update("delete from relay_foreign where trust_center = 'vilse'");
    }

    private void record(String trustCenter, Fact fact) {
        workbench
                .office()
                .bean(Ledger.class)
                .record(new TrustCenterId(trustCenter), "actor-1", "correlation-1", _ -> List.of(fact));
    }

    @Test
    void saysSoWhereNothingIsWrong() {
        var page = workbench.logIn("en", "revisor", "stilla:auditor");
        press(page.locator(".rail a:has-text('Operations')"));

        assertThat(page.locator(".calm-title").count())
                .as(page.locator("main").innerText())
                .isEqualTo(1);
        assertThat(page.locator(".calm-title").textContent()).startsWith("Nothing is wrong.");
        assertThat(page.locator("main").textContent())
                .contains("Everything that is recorded has arrived.", "1 pack waits for the press.")
                .doesNotContain("vilse");
        assertThat(page.locator(".rail .waiting").count()).isZero();
        workbench.look(page, "operations-well-en");
        page.context().close();
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        var page = workbench.logIn("sv", "astrid", "vilse:administrator");
        assertThat(page.locator(".block-trouble a").allTextContents())
                .containsExactly("Inget mer skickas för det här förtroendecentret", "1 paket kunde inte göras");
        press(page.locator(".rail a:has-text('Drift')"));

        assertThat(page.locator(".troubled").textContent())
                .as(page.locator("main").innerText())
                .isEqualTo("2 saker behöver någon");
        assertThat(page.locator(".rail a:has-text('Drift') .waiting").textContent())
                .isEqualTo("1");
        assertThat(page.locator("main").textContent())
                .contains("Ämnet har en uppgift på №99, och den här liggaren slutar vid №2.", "till och med №1");
        workbench.look(page, "operations-unwell-sv");
        press(page.locator(".block-trouble a"));
        assertThat(page.url()).endsWith("/packs?state=failed");
        page.context().close();
    }
}
