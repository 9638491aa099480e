package org.trustledger.query.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.Evidence;
import org.trustledger.events.FactCodec;
import org.trustledger.events.LocalizedText;
import org.trustledger.query.statements.Stated;

/**
 * Answers as a table, for who keeps questionnaires in spreadsheets: a row for each that the page's filters let through,
 * whatever page of the list is read, and each language in columns of its own.
 *
 * @param heading names of the columns, for programs
 * @param rows texts are Markdown; instants are ISO 8601 in the trust center's time zone
 */
record AnswersSheet(List<String> heading, List<List<String>> rows) {
    /** Without it Excel takes UTF-8 for the code page of its computer. */
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private static final String WHAT_BEGINS_A_FORMULA = "=+-@\t\r";
    private static final int WIDE = 60;
    private static final int NARROW = 18;

    static AnswersSheet of(Visit visit) {
        var languages = visit.provider().languages();
        return new AnswersSheet(
                concat(
                        Stream.of("id", "category", "tags", "access"),
                        languages.stream().flatMap(tag -> Stream.of("question." + tag, "text." + tag)),
                        Stream.of("evidence", "from", "until", "recordedAt", "revision", "position"),
                        languages.stream().map(tag -> "reason." + tag)),
                AnswersPart.chosen(visit).stream()
                        .map(answer -> row(visit, languages, answer))
                        .toList());
    }

    private static List<String> row(Visit visit, List<String> languages, Stated<Answer> stated) {
        var answer = stated.content();
        return concat(
                Stream.of(
                        stated.id(),
                        answer.category(),
                        String.join(", ", answer.tags()),
                        word(answer.isOnRequest() ? Access.ON_REQUEST : Access.PUBLIC)),
                languages.stream().flatMap(tag -> Stream.of(said(answer.question(), tag), said(answer.text(), tag))),
                Stream.of(
                        answer.evidence().stream().map(Evidence::address).collect(Collectors.joining("\n")),
                        moment(visit, stated.from()),
                        moment(visit, stated.until()),
                        moment(visit, stated.recordedAt()),
                        Integer.toString(stated.revision()),
                        Long.toString(stated.position())),
                languages.stream().map(tag -> said(stated.reason(), tag)));
    }

    private static String word(Access access) {
        return FactCodec.mapper().valueToTree(access).asString();
    }

    @SafeVarargs
    private static List<String> concat(Stream<String>... parts) {
        return Stream.of(parts).flatMap(part -> part).toList();
    }

    private static String said(@Nullable LocalizedText text, String language) {
        return text == null ? "" : text.byLanguage().getOrDefault(language, "");
    }

    private static String moment(Visit visit, @Nullable Instant instant) {
        return instant == null
                ? ""
                : instant.atZone(visit.reader().zone()).toOffsetDateTime().toString();
    }

    /**
     * RFC 4180 in UTF-8 with a byte order mark. A text that a spreadsheet would take for a formula has an apostrophe
     * before it.
     */
    byte[] csv() {
        var csv = new StringBuilder().append(BYTE_ORDER_MARK);
        try (var printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
            printer.printRecord(heading);
            for (var row : rows) {
                printer.printRecord(row.stream().map(AnswersSheet::disarmed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The answers cannot be written as CSV", e);
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String disarmed(String text) {
        return text.isEmpty() || WHAT_BEGINS_A_FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }

    /** A workbook of one sheet (ISO/IEC 29500), every cell a text. */
    byte[] workbook() {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Trust Ledger", null)) {
            var sheet = workbook.newWorksheet("answers");
            for (var column = 0; column < heading.size(); column++) {
                var name = heading.get(column);
                sheet.value(0, column, name);
                sheet.width(column, name.startsWith("question.") || name.startsWith("text.") ? WIDE : NARROW);
            }
            sheet.range(0, 0, 0, heading.size() - 1).style().bold().set();
            sheet.freezePane(1, 1);
            for (var row = 0; row < rows.size(); row++) {
                var cells = rows.get(row);
                for (var column = 0; column < cells.size(); column++) {
                    sheet.value(row + 1, column, cells.get(column));
                }
            }
            if (!rows.isEmpty()) {
                sheet.range(1, 0, rows.size(), heading.size() - 1)
                        .style()
                        .wrapText(true)
                        .verticalAlignment("top")
                        .set();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The answers cannot be written as a workbook", e);
        }
        return bytes.toByteArray();
    }
}
