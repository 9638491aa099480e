package org.trustledger.command.workbench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.TrustCenterId;

/** Facts about answers that not everybody may read, as staff see them in a real browser. */
class RestrictedFactsTest {
    private static final String DOCUMENT = Documents.BEGINNING + """
            categories: [{id: hall, label: {en: The hall, sv: Hallen}}]
            answers:
              - id: pump
                category: hall
                access: internal
                question: {en: Where is the pump?, sv: Var är pumpen?}
                text: {en: In cellar seven., sv: I källare sju.}
            """;

    private final Workbench workbench = Workbench.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private Page page = workbench.stranger("en").newPage();

    @BeforeEach
    void load() {
        workbench.load(trustCenter.value(), DOCUMENT);
        page.context().close();
        page = workbench.logIn("en", "auditor-" + trustCenter, "%s:auditor".formatted(trustCenter));
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @Test
    void staffReadWhatIsWithheldAndTakeTheProofOfIt() throws Exception {
        page.navigate(workbench.address("%s/ledger/4".formatted(trustCenter)));

        assertThat(page.locator("main").innerText())
                .contains("Where is the pump?", "In cellar seven.", "You read what the office keeps");
        var published = page.request()
                .get(workbench.address("%s/ledger/4/bytes".formatted(trustCenter)))
                .text();
        assertThat(published).doesNotContain("pump?", "cellar");
        var withheld = page.request()
                .get(workbench.address("%s/ledger/4/withheld".formatted(trustCenter)))
                .body();
        assertThat(new String(withheld, StandardCharsets.UTF_8)).contains("In cellar seven.", "\"salt\"");
        assertThat(published)
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(withheld)));
        workbench.look(page, "fact-withheld");

        page.navigate(workbench.address("%s/ledger/3".formatted(trustCenter)));
        assertThat(page.locator("main").innerText()).contains("May be read by", "nobody outside");
        workbench.look(page, "fact-access");

        page.navigate(workbench.address("%s/ledger?happened=access".formatted(trustCenter)));
        assertThat(page.locator("tbody tr").count()).isOne();
        page.navigate(workbench.address("%s/".formatted(trustCenter)));
        assertThat(page.locator("main").innerText()).contains("Where is the pump?");
    }

    @Test
    void whatWithholdsNothingHasNoProof() {
        assertThat(page.navigate(workbench.address("%s/ledger/1/withheld".formatted(trustCenter)))
                        .status())
                .isEqualTo(404);
    }
}
