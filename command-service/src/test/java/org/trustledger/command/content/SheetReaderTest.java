package org.trustledger.command.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetReaderTest {
    private final SheetReader reader = new SheetReader();

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsCommaSeparatedTextWhateverSeparates(String delimiter) {
        var sheet = reader.read("Fråga|Svar\n\"Var, när; och\thur?\"|\"I två\nrader\"\n"
                .replace("|", delimiter)
                .getBytes(UTF_8));

        assertThat(sheet.headings()).containsExactly("Fråga", "Svar");
        assertThat(sheet.rows()).containsExactly(new Sheet.Row(2, List.of("Var, när; och\thur?", "I två\nrader")));
    }

    @Test
    void readsWhatSpreadsheetsOnWindowsWrite() {
        var text = "Fråga;Svar\nÄr det så?;Ja – såklart\n";

        assertThat(reader.read(text.getBytes(Charset.forName("windows-1252"))).rows())
                .containsExactly(new Sheet.Row(2, List.of("Är det så?", "Ja – såklart")));
        assertThat(reader.read(("\ufeff" + text).getBytes(UTF_8)).headings()).containsExactly("Fråga", "Svar");
        assertThat(reader.read(("\ufeff" + text).getBytes(UTF_16LE)).headings()).containsExactly("Fråga", "Svar");
    }

    @Test
    void readsWorkbooksAndCountsRowsAsTheyDo() {
        var sheet = reader.read(Sheets.workbook(
                List.of(List.of("id", "Question"), List.of("a", " Why? "), List.of("", ""), List.of("b", "How?"))));

        assertThat(sheet.headings()).containsExactly("id", "Question");
        assertThat(sheet.rows())
                .containsExactly(new Sheet.Row(2, List.of("a", "Why?")), new Sheet.Row(4, List.of("b", "How?")));
    }

    @Test
    void whatWasDisarmedForASpreadsheetIsAsItWas() {
        assertThat(reader.read("a,b\n'=1+1,'tis\n".getBytes(UTF_8)).rows())
                .containsExactly(new Sheet.Row(2, List.of("=1+1", "'tis")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "only,headings\n", "\n\n\n", "a,\"b\nc", "a\0b,c\nd,e\n"})
    void whatIsNoTableIsRefusedInWords(String text) {
        assertThat(assertThrows(UnreadableSheet.class, () -> reader.read(text.getBytes(UTF_8)))
                        .told()
                        .in("sv", "en"))
                .startsWith("Filen");
    }

    @Test
    void aWorkbookOfTheOldKindIsNamed() {
        var old = new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3};

        assertThat(assertThrows(UnreadableSheet.class, () -> reader.read(old)))
                .hasMessageContaining("XLS")
                .hasMessageContaining("save it as XLSX or CSV");
    }

    @Test
    void anArchiveThatIsNoWorkbookIsRefused() throws IOException {
        var archive = zip("notes.txt", "Nothing here".getBytes(UTF_8));

        assertThrows(UnreadableSheet.class, () -> reader.read(archive));
        assertThrows(UnreadableSheet.class, () -> reader.read("PK\3\4 and then nothing".getBytes(UTF_8)));
    }

    @Test
    void whatUnpacksToGigabytesIsRefusedBeforeItDoes() throws IOException {
        var bomb = zip("xl/sharedStrings.xml", new byte[300 << 20]);

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(assertThrows(UnreadableSheet.class, () -> reader.read(bomb))).hasMessageContaining("64 MB unpacked");
    }

    @Test
    void entitiesOfAWorkbookAreNotFollowed() throws IOException {
        var workbook = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(workbook)) {
            for (var part : List.of("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")) {
                zip.putNextEntry(new ZipEntry(part));
                zip.write("""
                        <?xml version="1.0"?><!DOCTYPE x [<!ENTITY leak SYSTEM "file:///etc/passwd">]>
                        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&leak;</workbook>
                        """.getBytes(UTF_8));
                zip.closeEntry();
            }
        }

        assertThrows(UnreadableSheet.class, () -> reader.read(workbook.toByteArray()));
    }

    @Test
    void moreThanAnybodyNeedsIsRefused() {
        var wide = IntStream.rangeClosed(0, SheetReader.MOST_COLUMNS)
                .mapToObj(column -> "c" + column)
                .collect(Collectors.joining(","));
        var tall = "a\n" + "x\n".repeat(SheetReader.MOST_ROWS + 1);
        var deep = "a,b\nc," + "x".repeat(SheetReader.LONGEST_CELL + 1);

        var many = "a\n" + ",".repeat(3 * WorkbookLimits.MOST_CELLS);
        var full = "a\n" + ("x,".repeat(99) + "x\n").repeat(WorkbookLimits.MOST_CELLS / 100 + 1);
        for (var text : List.of(wide + "\n1\n", tall, deep, many, full)) {
            assertThat(assertThrows(UnreadableSheet.class, () -> reader.read(text.getBytes(UTF_8))))
                    .hasMessageContaining("20000 rows of 200 columns");
        }
    }

    /** Each is a few kilobytes and would take gigabytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row><c r='A1' t='s'><v>2147483647</v></c></row>",
                "<row><c r='A1' t='s'><v><!-- -->9999999</v></c></row>",
                "<row><c r='A1' t='s'><v>99&#57;9999</v></c></row>",
                "<row><c r='ZZZZZZ1'><v>1</v></c></row>",
                "<row><c r='FXSHRXW1'><v>1</v></c></row>"
            })
    void whatACellRefersToIsWithinReason(String rows) throws IOException {
        var bomb = workbook(rows);

        assertThat(assertThrows(UnreadableSheet.class, () -> reader.read(bomb))).hasMessageContaining("1000000 cells");
    }

    @Test
    void widthIsCountedRowByRow() throws IOException {
        var bomb = workbook("<row><c r='ZZZ1'/></row>".repeat(WorkbookLimits.MOST_CELLS / 18_000));

        assertThat(assertThrows(UnreadableSheet.class, () -> reader.read(bomb))).hasMessageContaining("1000000 cells");
    }

    @Test
    void aFormattedCellFarOutSaysNothing() throws IOException {
        var sheet = reader.read(workbook(
                "<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='B2'><v>2</v></c><c r='XFD2' s='0'/></row>"));

        assertThat(sheet.rows()).containsExactly(new Sheet.Row(2, List.of("", "2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<row><c r='A1' t='d'><v>2026-01-01</v></c></row>", "<row><c r='A1' t='s'><v>7</v></c>"})
    void aBrokenWorkbookIsRefusedInWords(String rows) throws IOException {
        var broken = workbook(rows);

        assertThrows(UnreadableSheet.class, () -> reader.read(broken));
    }

    @Test
    void ofTwoPartsOfOneNameNoneIsRead() throws IOException {
        var twice = new String(workbook("<row/>"), ISO_8859_1)
                .replace("xl/worksheets/sheet2.xml", "xl/worksheets/sheet1.xml");

        assertThrows(UnreadableSheet.class, () -> reader.read(twice.getBytes(ISO_8859_1)));
    }

    @Test
    void linesEndAsTheyDoHere() {
        assertThat(reader.read("a,b\r\nc,\"one\r\ntwo\"\r\n".getBytes(UTF_8)).rows())
                .containsExactly(new Sheet.Row(2, List.of("c", "one\ntwo")));
    }

    private static byte[] workbook(String rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                      <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                      <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                    </Types>""");
            put(zip, "_rels/.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                      <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
                    </Relationships>""");
            put(zip, "xl/workbook.xml", """
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                      <sheets><sheet name="one" sheetId="1" r:id="r1"/></sheets>
                    </workbook>""");
            put(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                      <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
                    </Relationships>""");
            put(zip, "xl/worksheets/sheet1.xml", """
                    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>""".formatted(rows));
            put(zip, "xl/worksheets/sheet2.xml", "<worksheet/>");
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
