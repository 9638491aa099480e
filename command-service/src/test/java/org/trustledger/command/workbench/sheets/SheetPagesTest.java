package org.trustledger.command.workbench.sheets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.testing.Pointer.press;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.RunningOffice;
import org.trustledger.command.content.Documents;
import org.trustledger.command.content.Sheets;
import org.trustledger.command.ledger.Ledger;
import org.trustledger.command.workbench.Workbench;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.PublicFact;
import org.trustledger.events.TrustCenterId;

/** A questionnaire in a spreadsheet, in a real browser, from the file to the facts. */
class SheetPagesTest {
    private static final String DOCUMENT = Documents.BEGINNING + """
            categories: [{id: incidents, label: {en: Incidents, sv: Incidenter}}]
            tags: [{id: gdpr, label: GDPR, kind: framework}]
            answers:
              - {id: contact, category: incidents, question: {en: Whom do we call?, sv: Vem ringer vi?}, text: The desk.}
            """;

    private static final String ROWS = """
            Ref;Area;Question;Our answer;Svar;Frameworks;Remarks
            contact;;Whom do we call?;**The desk**, at any hour.;;;checked
            ;Incidents;When are we told?;Within 24 hours.;Inom 24 timmar.;GDPR;
            ;Incidnts;Who decides?;The board.;;;
            """;

    private final Workbench workbench = Workbench.shared();
    private final TrustCenterId trustCenter = RunningOffice.newTrustCenter();
    private Page page = workbench.stranger("en").newPage();

    @BeforeEach
    void load() {
        workbench.load(trustCenter.value(), DOCUMENT);
        workbench.withoutReview(trustCenter);
        workbench.clock().move(Duration.ofSeconds(1));
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void aQuestionnaireBecomesAnswers(String language) {
        var english = language.equals("en");
        logIn(language, "editor");
        go("import");
        workbench.look(page, "import-start-" + language);

        send("questionnaire.csv", ROWS.getBytes(UTF_8));

        assertThat(page.locator("h1").textContent()).isEqualTo("questionnaire.csv");
        assertThat(page.locator(".sheet-columns select").evaluateAll("all => all.map(one => one.value)"))
                .isEqualTo(List.of("id", "category", "question.en", "text.en", "text.sv", "tags", ""));
        assertThat(page.locator(".sheet-found").innerText())
                .contains(english ? "1 new answer" : "1 nytt svar", english ? "1 wrong row" : "1 felaktig rad");
        assertThat(page.locator("#problems tbody").innerText())
                .contains(
                        english
                                ? "There is no category 'Incidnts'. Is 'incidents' meant?"
                                : "Det finns ingen kategori 'Incidnts'. Menas 'incidents'?");
        assertThat(page.locator(".planned .prose strong").textContent()).isEqualTo("The desk");
        workbench.look(page, "import-sheet-" + language);

        button(
                english
                        ? "Show the plan of 2 answers, without the wrong row"
                        : "Visa planen för 2 svar, utan den felaktiga raden");
        assertThat(page.locator("[role=alert]").textContent())
                .contains(english ? "Say why in English" : "Ange varför på engelska");
        workbench.look(page, "import-reason-" + language);

        page.locator("#reason-en").fill("Asked by a customer");
        page.locator("#reason-sv").fill("Frågat av en kund");
        button(
                english
                        ? "Show the plan of 2 answers, without the wrong row"
                        : "Visa planen för 2 svar, utan den felaktiga raden");
        page.locator("#added").waitFor();
        assertThat(page.locator("#changed .planned").innerText())
                .contains(english ? "Asked by a customer" : "Frågat av en kund");
        press(page.locator(".decide button"));
        page.locator(".result").waitFor();

        assertThat(facts())
                .map(PublicFact::fact)
                .filteredOn(AnswerPublished.class::isInstance)
                .extracting(fact -> ((AnswerPublished) fact).statement().item())
                .containsExactly("contact", "contact", "when-are-we-told");
    }

    @Test
    void columnsCanMeanSomethingElse() {
        logIn("en", "editor");
        go("import");
        send("odd.csv", "A,B,C\nincidents,Who answers?,We do.\n".getBytes(UTF_8));
        assertThat(page.locator(".sheet-found").innerText()).contains("1 wrong row");

        page.locator("#column-0").selectOption("category");
        page.locator("#column-1").selectOption("question.en");
        page.locator("#column-2").selectOption("text.en");
        button("Look again");

        assertThat(page.locator(".sheet-found").innerText()).contains("1 new answer", "no wrong rows");
        assertThat(page.locator(".planned h3").textContent()).isEqualTo("Who answers?");
    }

    @Test
    void everyWrongRowCanBeTakenHomeAsATable() throws Exception {
        logIn("en", "editor");
        go("import");
        send("questionnaire.csv", ROWS.getBytes(UTF_8));

        var download =
                page.waitForDownload(() -> page.locator("#problems a[download]").click());

        assertThat(Files.readString(download.path(), UTF_8))
                .isEqualTo("\ufeffRows,Column,Value,What is wrong\r\n"
                        + "4,Area,Incidnts,There is no category 'Incidnts'. Is 'incidents' meant?\r\n");
    }

    @Test
    void tenThousandRowsOfAWorkbookAreTakenInOneReport() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("id", "category", "question", "answer"));
        for (var row = 0; row < 10_000; row++) {
            rows.add(List.of(
                    "q-" + row, row % 100 == 99 ? "nowhere" : "incidents", "Question %d?".formatted(row), "Yes."));
        }
        logIn("en", "editor");
        go("import");

        send("questionnaire.xlsx", Sheets.workbook(rows));

        assertThat(page.locator(".sheet-found").innerText()).contains("9,900 new answers", "100 wrong rows");
        page.locator("#reason-en").fill("The whole questionnaire");
        button("Show the plan of 9,900 answers, without the 100 wrong rows");
        page.locator("#added").waitFor();
        press(page.locator(".decide button"));
        page.locator(".result").waitFor();
        assertThat(facts()).hasSize(9_900 + 4);
    }

    @Test
    void whatIsNoSpreadsheetIsSaidAtTheFile() {
        logIn("sv", "editor");
        go("import");

        send("old.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2});
        assertThat(page.locator("[role=alert]").textContent()).contains("äldre slag (XLS)");
        workbench.look(page, "import-refused-sv");

        press(page.locator(".send-document button[type=submit]"));
        assertThat(page.locator("[role=alert]").textContent()).isEqualTo("Välj en fil.");
    }

    @Test
    void whatSomebodySentIsTheirsAlone() {
        logIn("en", "editor");
        go("import");
        send("questionnaire.csv", ROWS.getBytes(UTF_8));
        var address = page.url();
        page.context().close();

        logIn("en", "editor", "somebody-else");
        assertThat(page.navigate(address).status()).isEqualTo(404);
    }

    @Test
    void beforeThereIsAnythingItSaysWhatToDo() {
        var empty = RunningOffice.newTrustCenter();
        page.context().close();
        page = workbench.logIn("en", "starter-" + empty, "%s:editor".formatted(empty));
        page.navigate(workbench.address("%s/import".formatted(empty)));

        assertThat(page.locator(".why-box").textContent()).contains("Apply a first document");
        assertThat(page.locator("#sheet-file").count()).isZero();
    }

    private void logIn(String language, String role) {
        logIn(language, role, "importer");
    }

    private void logIn(String language, String role, String who) {
        page.context().close();
        page = workbench.logIn(language, "%s-%s".formatted(who, trustCenter), "%s:%s".formatted(trustCenter, role));
    }

    private void go(String place) {
        page.navigate(workbench.address("%s/%s".formatted(trustCenter, place)));
    }

    private void send(String name, byte[] bytes) {
        page.locator("#sheet-file").setInputFiles(new FilePayload(name, "application/octet-stream", bytes));
        press(page.locator(".send-document button[type=submit]"));
    }

    private void button(String label) {
        press(page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true)));
    }

    private List<PublicFact> facts() {
        return workbench.office().bean(Ledger.class).contentFacts(trustCenter);
    }
}
