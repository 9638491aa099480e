package org.trustledger.pdf.typesetting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.io.function.IOConsumer;
import org.apache.commons.io.output.UnsynchronizedByteArrayOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.cos.ICOSVisitor;
import org.apache.pdfbox.pdfwriter.COSWriter;

/**
 * Puts the objects of a finished document into one file, the same that PDFBox's own writer gives for it.
 *
 * <p>That one searches the queue of all waiting objects at each one it meets, so its time grows with the square of the
 * pages, and it writes letter by letter: two thirds of the work on a pack of 500 pages.
 */
final class Bindery implements ICOSVisitor {
    private static final int FIRST_PIECE = 1 << 20;
    private static final int ITEMS_A_LINE = 10;
    private static final byte[] BINARY = {'%', (byte) 0xF6, (byte) 0xE4, (byte) 0xFC, (byte) 0xDF};

    private final UnsynchronizedByteArrayOutputStream file = UnsynchronizedByteArrayOutputStream.builder()
            .setBufferSize(FIRST_PIECE)
            .get();
    private final Map<COSBase, Integer> numbers = new IdentityHashMap<>();
    private final Set<COSBase> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> waiting = new ArrayDeque<>();
    private final List<Integer> places = new ArrayList<>();
    private final Map<COSName, byte[]> names = new HashMap<>();
    private boolean atLineStart;

    private Bindery() {}

    /** @param document whose identifier and font subsets are final; it is not encrypted */
    static byte[] bind(COSDocument document) throws IOException {
        var bindery = new Bindery();
        document.accept(bindery);
        return bindery.file.toByteArray();
    }

    @Override
    public void visitFromDocument(COSDocument document) throws IOException {
        write("%%PDF-%s".formatted(document.getVersion()));
        endLine();
        write(BINARY);
        endLine();
        var trailer = document.getTrailer();
        await(trailer.getDictionaryObject(COSName.ROOT));
        await(trailer.getDictionaryObject(COSName.INFO));
        while (!waiting.isEmpty()) {
            writeObject(waiting.removeFirst());
        }
        var register = file.size();
        writePlaces();
        write("trailer");
        endLine();
        trailer.setInt(COSName.SIZE, places.size() + 1);
        trailer.accept(this);
        write("startxref");
        endLine();
        write(Integer.toString(register));
        endLine();
        write("%%EOF");
        endLine();
    }

    private void await(COSBase object) {
        if (met.add(object)) {
            waiting.add(object);
        }
    }

    private int numberOf(COSBase object) {
        return numbers.computeIfAbsent(object, key -> {
            places.add(0);
            return places.size();
        });
    }

    private void writeObject(COSBase object) throws IOException {
        var number = numberOf(object);
        places.set(number - 1, file.size());
        write(Integer.toString(number));
        write(" 0 obj");
        endLine();
        object.accept(this);
        endLine();
        write("endobj");
        endLine();
    }

    private void writePlaces() throws IOException {
        write("xref");
        endLine();
        write("0 %d".formatted(places.size() + 1));
        endLine();
        write("0000000000 65535 f\r\n");
        var line = "0000000000 00000 n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        for (int rest : places) {
            for (var digit = 9; digit >= 0; digit--) {
                line[digit] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            write(line);
        }
        atLineStart = true;
    }

    /** What stands in another object: itself if it is small, otherwise a reference to it. */
    private void writeInside(COSBase value) throws IOException {
        var actual = value instanceof COSObject reference ? reference.getObject() : value;
        if (actual == null) {
            COSNull.NULL.accept(this);
        } else if ((actual instanceof COSDictionary || actual instanceof COSArray) && !actual.isDirect()) {
            await(actual);
            write(Integer.toString(numberOf(actual)));
            write(" 0 R");
        } else {
            actual.accept(this);
        }
    }

    @Override
    public void visitFromArray(COSArray array) throws IOException {
        write("[");
        for (var i = 0; i < array.size(); i++) {
            if (i > 0 && i % ITEMS_A_LINE == 0) {
                endLine();
            } else if (i > 0) {
                write(" ");
            }
            writeInside(array.get(i));
        }
        write("]");
        endLine();
    }

    @Override
    public void visitFromDictionary(COSDictionary dictionary) throws IOException {
        write("<<");
        endLine();
        for (var entry : dictionary.entrySet()) {
            visitFromName(entry.getKey());
            write(" ");
            writeInside(entry.getValue());
            endLine();
        }
        write(">>");
        endLine();
    }

    @Override
    public void visitFromStream(COSStream stream) throws IOException {
        visitFromDictionary(stream);
        write("stream\r\n");
        if (stream.hasData()) {
            try (var data = stream.createRawInputStream()) {
                file.write(data);
            }
        }
        write("\r\nendstream");
        endLine();
    }

    @Override
    public void visitFromName(COSName name) throws IOException {
        var known = names.get(name);
        if (known == null) {
            var bytes = UnsynchronizedByteArrayOutputStream.builder().get();
            name.writePDF(bytes);
            known = bytes.toByteArray();
            names.put(name, known);
        }
        write(known);
    }

    @Override
    public void visitFromBoolean(COSBoolean value) throws IOException {
        write(value::writePDF);
    }

    @Override
    public void visitFromFloat(COSFloat number) throws IOException {
        write(number::writePDF);
    }

    @Override
    public void visitFromInt(COSInteger number) throws IOException {
        write(number::writePDF);
    }

    @Override
    public void visitFromNull(COSNull nothing) throws IOException {
        write(nothing::writePDF);
    }

    @Override
    public void visitFromString(COSString text) throws IOException {
        write(out -> COSWriter.writeString(text, out));
    }

    private void write(String ascii) throws IOException {
        write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(byte[] bytes) throws IOException {
        write(out -> out.write(bytes));
    }

    private void write(IOConsumer<OutputStream> text) throws IOException {
        text.accept(file);
        atLineStart = false;
    }

    private void endLine() {
        if (!atLineStart) {
            file.write('\n');
            atLineStart = true;
        }
    }
}
