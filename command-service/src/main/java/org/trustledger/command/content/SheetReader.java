package org.trustledger.command.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/**
 * Reads the first sheet of a workbook (XLSX, ISO/IEC 29500) or comma-separated text (CSV, RFC 4180, with whichever of
 * comma, semicolon and tab it is written), within limits, and one at a time.
 */
final class SheetReader {
    static final int MOST_ROWS = 20_000;
    static final int MOST_COLUMNS = 200;
    static final int LONGEST_CELL = 40_000;

    private static final int MOST_SEPARATORS = 2 * WorkbookLimits.MOST_CELLS;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_WORKBOOK = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');
    private static final String WHAT_BEGINS_A_FORMULA = "=+-@\t\r";

    private final FaultFiles words = new FaultFiles();
    private final Lock oneAtATime = new ReentrantLock();

    /** @throws UnreadableSheet if it is none, or larger than anybody needs */
    Sheet read(byte[] bytes) {
        oneAtATime.lock();
        try {
            return sheet(bytes);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Sheet sheet(byte[] bytes) {
        var lines = begins(bytes, ZIP) ? workbook(bytes) : text(bytes);
        if (lines.size() < 2) {
            throw unreadable(Fault.SHEET_EMPTY);
        }
        return new Sheet(lines.getFirst().cells(), lines.subList(1, lines.size()));
    }

    private List<Sheet.Row> workbook(byte[] bytes) {
        requireModest(bytes);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes));
                var rows = workbook.getFirstSheet().openStream()) {
            return lines(rows.map(row -> new Sheet.Row(
                    row.getRowNum(),
                    row.stream().map(cell -> cell == null ? "" : shown(cell)).toList())));
        } catch (UnreadableSheet tooLarge) {
            throw tooLarge;
        } catch (IOException | RuntimeException _) {
            // A broken workbook breaks its reader in many ways.
            throw unreadable(Fault.SHEET_NOT_READ);
        }
    }

    private static String shown(Cell cell) {
        return Objects.requireNonNullElse(cell.getText(), "");
    }

    private void requireModest(byte[] bytes) {
        try {
            if (!new WorkbookLimits().hold(bytes)) {
                throw tooLarge();
            }
        } catch (IOException _) {
            throw unreadable(Fault.SHEET_NOT_READ);
        }
    }

    private List<Sheet.Row> text(byte[] bytes) {
        if (begins(bytes, OLD_WORKBOOK)) {
            throw unreadable(Fault.SHEET_OLD);
        }
        var text = decoded(bytes);
        if (text.indexOf('\0') >= 0) {
            throw unreadable(Fault.SHEET_NOT_READ);
        }
        var delimiter = delimiter(text);
        // A single line of nothing but separators would be a row of millions of cells.
        if (text.chars().filter(each -> each == delimiter).count() > MOST_SEPARATORS) {
            throw tooLarge();
        }
        var format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
        try (var records = format.parse(new StringReader(text))) {
            var number = new int[1];
            return lines(records.stream()
                    .map(line -> new Sheet.Row(
                            ++number[0], line.stream().map(SheetReader::armed).toList())));
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(Fault.SHEET_NOT_READ);
        }
    }

    /** Whether a spreadsheet would take the text for a formula. */
    static boolean beginsAFormula(String text) {
        return !text.isEmpty() && WHAT_BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    /** What was disarmed on the way into a spreadsheet, as it was. */
    private static String armed(String cell) {
        return cell.startsWith("'") && beginsAFormula(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static String decoded(byte[] bytes) {
        if (begins(bytes, new byte[] {(byte) 0xFF, (byte) 0xFE})) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        } else if (begins(bytes, new byte[] {(byte) 0xFE, (byte) 0xFF})) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            // What spreadsheets on Windows write where they are not told otherwise.
            return new String(bytes, WESTERN);
        }
    }

    /** Which one the first line has most of. */
    private static char delimiter(String text) {
        var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return DELIMITERS.stream()
                .max(Comparator.comparingLong(delimiter ->
                        first.chars().filter(each -> each == delimiter).count()))
                .orElse(',');
    }

    private List<Sheet.Row> lines(Stream<Sheet.Row> all) {
        var lines = new ArrayList<Sheet.Row>();
        var cells = 0;
        for (var row : (Iterable<Sheet.Row>) all::iterator) {
            var line = withoutBlankEnd(row);
            if (line.isEmpty()) {
                continue;
            }
            cells += line.size();
            if (lines.size() > MOST_ROWS
                    || line.size() > MOST_COLUMNS
                    || cells > WorkbookLimits.MOST_CELLS
                    || line.stream().anyMatch(cell -> cell.length() > LONGEST_CELL)) {
                throw tooLarge();
            }
            lines.add(new Sheet.Row(row.number(), line));
        }
        return lines;
    }

    private static List<String> withoutBlankEnd(Sheet.Row row) {
        var cells = row.cells().stream()
                .map(cell -> cell.replace("\r\n", "\n").replace('\r', '\n').strip())
                .collect(Collectors.toCollection(ArrayList::new));
        while (!cells.isEmpty() && cells.getLast().isEmpty()) {
            cells.removeLast();
        }
        return cells;
    }

    private UnreadableSheet tooLarge() {
        return unreadable(
                Fault.SHEET_TOO_LARGE,
                MOST_ROWS,
                MOST_COLUMNS,
                LONGEST_CELL,
                WorkbookLimits.MOST_CELLS,
                WorkbookLimits.MOST_MEGABYTES);
    }

    private UnreadableSheet unreadable(Fault fault, Object... values) {
        return new UnreadableSheet(words.tell(fault, values));
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return bytes.length >= with.length
                && ByteBuffer.wrap(bytes, 0, with.length).equals(ByteBuffer.wrap(with));
    }
}
