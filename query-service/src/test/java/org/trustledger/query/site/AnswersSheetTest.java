package org.trustledger.query.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.both;
import static org.trustledger.query.Facts.day;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.events.Answer;
import org.trustledger.events.Category;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;

/** The answers as tables, read again as spreadsheets read them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersSheetTest {
    private static final String SHEET = "/nordhamn/answers.csv?lang=en";

    private final Facts facts = new Facts("nordhamn");
    private Counter counter;

    @BeforeAll
    void publish(@TempDir Path archive) {
        facts.commit(
                day("2026-01-10"),
                facts.stated("profile", day("2024-01-15"), null, null, Facts.profile("Nordhamn")),
                facts.stated("operations", null, null, null, new Category(1000, both("Operations", "Drift"))),
                facts.stated(
                        "armed", null, null, null, answer(1, "gdpr", "=HYPERLINK(\"http://evil.example\")", "-1+1")),
                facts.stated(
                        "quoted", null, null, null, answer(2, "nis2", "\"So\", they say,\nand more.", "Så, säger de.")),
                facts.stated("heading", null, null, null, heading()));
        facts.commit(
                day("2026-04-01"),
                facts.stated(
                        "quoted",
                        null,
                        null,
                        both("Clearer", "Tydligare"),
                        null,
                        answer(2, "nis2", "Said so.", "Sagt så.")));
        counter = Counter.withArchive(archive)
                .at(Instant.parse("2026-11-22T12:00:00Z"))
                .shows(facts);
    }

    @AfterAll
    void close() {
        counter.close();
    }

    private static Answer answer(long order, String tag, String english, String swedish) {
        return new Answer(order, "operations", List.of(tag, "dora"), both("What?", "Vad?"), both(english, swedish));
    }

    private static Answer heading() {
        return new Answer(3, "operations", List.of(), both("A heading", "En rubrik"), null);
    }

    private List<CSVRecord> csv(String path) throws IOException {
        var answer = counter.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("\ufeffid,category,tags,access,question.en,text.en,question.sv,text.sv,");
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(answer.body().substring(1)))
                .getRecords();
    }

    private static List<String> column(List<CSVRecord> records, String name) {
        return records.stream().map(row -> row.get(name)).toList();
    }

    @Test
    void hasARowForEachAnswerAndEachLanguageInColumnsOfItsOwn() throws IOException {
        var rows = csv(SHEET);

        assertThat(column(rows, "category")).containsExactly("operations", "operations", "operations");
        assertThat(column(rows, "tags")).contains("nis2, dora", "");
        assertThat(column(rows, "access")).containsOnly("public");
        assertThat(column(rows, "text.en")).contains("Said so.", "");
        assertThat(column(rows, "text.sv")).contains("Sagt så.");
        assertThat(column(rows, "from")).contains("2026-04-01T00:00+02:00");
        assertThat(column(rows, "until")).containsOnly("");
        assertThat(column(rows, "reason.sv")).contains("Tydligare");
    }

    @Test
    void readsAsItDidThen() throws IOException {
        assertThat(column(csv(SHEET + "&validAt=2026-03-01"), "text.en")).contains("\"So\", they say,\nand more.");
    }

    @Test
    void holdsWhatTheFiltersLetThrough() throws IOException {
        assertThat(column(csv(SHEET + "&tag=gdpr"), "id")).containsExactly("armed");
        assertThat(csv(SHEET + "&category=nothing")).isEmpty();
    }

    @Test
    void takesNoTextForAFormula() throws IOException {
        var armed = csv(SHEET + "&tag=gdpr").getFirst();

        assertThat(armed.get("text.en")).isEqualTo("'=HYPERLINK(\"http://evil.example\")");
        assertThat(armed.get("text.sv")).isEqualTo("'-1+1");
    }

    @Test
    void isAWorkbookOfTextsToo() throws IOException {
        var answer = counter.bytes("/nordhamn/answers.xlsx?lang=en&validAt=2026-03-01");
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
            var rows = workbook.getFirstSheet().read();

            assertThat(rows).hasSize(4);
            assertThat(rows.getFirst().stream().map(Cell::getText)).startsWith("id", "category", "tags", "access");
            assertThat(rows.stream().map(row -> row.getCellText(5)))
                    .contains("=HYPERLINK(\"http://evil.example\")", "\"So\", they say,\nand more.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void isAFileWithANameAndADate(String form) {
        var headers = counter.bytes("/nordhamn/answers.%s?lang=en&validAt=2026-03-01".formatted(form))
                .headers();

        assertThat(headers.firstValue("content-disposition"))
                .hasValue("attachment; filename=\"nordhamn-answers-2026-03-01.%s\"".formatted(form));
        assertThat(headers.firstValue("link").orElse("")).contains("/nordhamn/answers?lang=en&validAt=2026-03-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nordhamn/changes.csv", "/nordhamn/answers/armed.csv", "/nordhamn/packs.xlsx"})
    void nothingElseIsATable(String path) {
        assertThat(counter.get(path).statusCode()).isEqualTo(404);
    }
}
