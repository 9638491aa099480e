package org.trustledger.command.content;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Collections;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Whether one workbook is small enough to be read. A few kilobytes can unpack to gigabytes, and whoever reads it makes
 * room for whatever column and whatever number of a shared text a cell names (ISO/IEC 29500-1, 18.3.1.4).
 */
final class WorkbookLimits {
    static final int MOST_CELLS = 1_000_000;
    static final int MOST_MEGABYTES = 64;

    private static final int BUFFER = 1 << 16;
    private static final int MOST_DIGITS = 8;
    private static final int LETTERS = 26;
    private static final Pattern REFERENCE = Pattern.compile("(?<column>[A-Z]{1,3})\\d{1,7}");
    private static final Pattern NUMBER = Pattern.compile("\\d*");

    // The one that the reader has, so that both see the same.
    private final XMLInputFactory parts = new InputFactoryImpl();

    private long unpacked;
    private long cells;
    private int width;
    private boolean isShared;

    WorkbookLimits() {
        parts.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        parts.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    }

    /** @throws IOException if it is no archive */
    boolean hold(byte[] workbook) throws IOException {
        var file = Files.createTempFile("sheet", ".xlsx");
        try (var zip = new ZipFile(Files.write(file, workbook).toFile())) {
            var names = new HashSet<String>();
            for (var part : Collections.list(zip.entries())) {
                // Of two parts of one name two readers may take different ones.
                if (!names.add(part.getName()) || !holdBytes(zip, part) || !holdCells(zip, part)) {
                    return false;
                }
            }
            return true;
        } finally {
            Files.delete(file);
        }
    }

    private boolean holdBytes(ZipFile zip, ZipEntry part) throws IOException {
        var buffer = new byte[BUFFER];
        try (var content = zip.getInputStream(part)) {
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                unpacked += read;
                if (unpacked > (long) MOST_MEGABYTES << 20) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean holdCells(ZipFile zip, ZipEntry part) throws IOException {
        try (var content = zip.getInputStream(part)) {
            return holdCells(content);
        } catch (XMLStreamException | RuntimeException _) {
            // A picture, or broken: where this ends, whoever reads it ends too.
            return true;
        }
    }

    private boolean holdCells(InputStream content) throws XMLStreamException {
        var part = parts.createXMLStreamReader(content);
        while (part.hasNext()) {
            if (part.next() == START_ELEMENT && !holdElement(part)) {
                return false;
            }
        }
        return true;
    }

    private boolean holdElement(XMLStreamReader part) throws XMLStreamException {
        switch (part.getLocalName()) {
            case "row" -> width = 0;
            case "si" -> cells++;
            case "c" -> {
                isShared = "s".equals(part.getAttributeValue(null, "t"));
                if (!isNear(part.getAttributeValue(null, "r"))) {
                    return false;
                }
            }
            case "v" -> {
                if (isShared && !isNumberOfAText(part)) {
                    return false;
                }
            }
            default -> {
                // Takes no more room than it has bytes.
            }
        }
        return cells <= MOST_CELLS;
    }

    private boolean isNear(@Nullable String reference) {
        var column = width + 1;
        if (reference != null) {
            var named = REFERENCE.matcher(reference);
            if (!named.matches()) {
                return false;
            }
            column = named.group("column").chars().reduce(0, (number, letter) -> number * LETTERS + letter - 'A' + 1);
        }
        cells += Math.max(1, column - width);
        width = Math.max(width, column);
        return true;
    }

    private static boolean isNumberOfAText(XMLStreamReader part) throws XMLStreamException {
        var number = new StringBuilder();
        for (var event = part.next(); event != END_ELEMENT; event = part.next()) {
            if (event == START_ELEMENT) {
                return false;
            } else if (event == CHARACTERS || event == CDATA || event == SPACE) {
                number.append(part.getText());
            }
            if (number.length() > MOST_DIGITS) {
                return false;
            }
        }
        return NUMBER.matcher(number).matches()
                && (number.isEmpty() || Integer.parseInt(number.toString()) < MOST_CELLS);
    }
}
