package org.trustledger.presentation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A picture of a provider's, looked through once: small, of a known size, and nothing in it runs or is fetched. */
public final class Logo {
    /** A logo is on every page. */
    private static final int MOST_BYTES = 32_000;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** Where the first chunk of a PNG, which must be its header, has width and height. */
    private static final int PNG_SIZE_AT = 16;

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final Set<String> ELEMENTS_THAT_DO_MORE =
            Set.of("script", "foreignObject", "a", "image", "animate", "animateTransform", "animateMotion", "set");
    private static final Pattern FETCHES = Pattern.compile("(?i)url\\(\\s*['\"]?(?!#)|@import|javascript:|data:");
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5}(?:\\.[0-9]+)?)(?:px)?");

    private final byte[] bytes;
    private final String extension;
    private final double ratio;

    private Logo(byte[] bytes, String extension, double ratio) {
        this.bytes = bytes;
        this.extension = extension;
        this.ratio = ratio;
    }

    /** @throws IllegalArgumentException that names the setting, the file and what is wrong with it */
    static Logo read(String key, Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw refusal(key, file, "the file is larger than %d bytes".formatted(MOST_BYTES));
            }
            return bytes.length > PNG_SIZE_AT + 2 * Integer.BYTES
                            && Arrays.equals(PNG, 0, PNG.length, bytes, 0, PNG.length)
                    ? png(key, file, bytes)
                    : svg(key, file, bytes);
        } catch (IOException e) {
            throw refusal(key, file, "the file cannot be read");
        }
    }

    private static Logo png(String key, Path file, byte[] bytes) {
        var header = ByteBuffer.wrap(bytes);
        return new Logo(bytes, "png", ratio(key, file, header.getInt(PNG_SIZE_AT), header.getInt(PNG_SIZE_AT + 4)));
    }

    private static Logo svg(String key, Path file, byte[] bytes) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var ratio = 0.0;
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD, XMLStreamConstants.PROCESSING_INSTRUCTION ->
                        throw refusal(key, file, "it has a document type or an instruction, which a logo needs not");
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (ratio == 0) {
                            ratio = ratio(key, file, reader);
                        }
                        harmless(key, file, reader);
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        fetchesNothing(key, file, reader.getText());
                    default -> {
                        // Comments and ends.
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw refusal(key, file, "it is neither a PNG nor a well-formed SVG");
        }
        return new Logo(bytes, "svg", ratio);
    }

    private static void harmless(String key, Path file, XMLStreamReader reader) {
        if (ELEMENTS_THAT_DO_MORE.contains(reader.getLocalName()) || !SVG.equals(reader.getNamespaceURI())) {
            throw refusal(key, file, "it contains <%s>, which does more than draw".formatted(reader.getLocalName()));
        }
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            var name = reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            var value = reader.getAttributeValue(i);
            if (name.startsWith("on") || name.equals("href") && !value.startsWith("#")) {
                throw refusal(key, file, "its attribute %s='%s' does more than draw".formatted(name, value));
            }
            fetchesNothing(key, file, value);
        }
    }

    private static void fetchesNothing(String key, Path file, String text) {
        if (FETCHES.matcher(text).find()) {
            throw refusal(key, file, "it wants to load something");
        }
    }

    private static double ratio(String key, Path file, XMLStreamReader root) {
        if (!root.getLocalName().equals("svg") || !SVG.equals(root.getNamespaceURI())) {
            throw refusal(key, file, "it is neither a PNG nor an SVG");
        }
        var box = root.getAttributeValue(null, "viewBox");
        var sides = box == null
                ? Arrays.asList(root.getAttributeValue(null, "width"), root.getAttributeValue(null, "height"))
                : List.of(box.strip().split("[\\s,]+")).stream().skip(2).toList();
        return sides.size() == 2
                ? ratio(key, file, length(sides.getFirst()), length(sides.getLast()))
                : ratio(key, file, 0, 0);
    }

    private static double length(@Nullable String text) {
        var length = LENGTH.matcher(text == null ? "" : text);
        return length.matches() ? Double.parseDouble(length.group(1)) : 0;
    }

    private static double ratio(String key, Path file, double width, double height) {
        var ratio = height > 0 ? width / height : 0;
        if (ratio < 0.5 || ratio > 8) {
            throw refusal(
                    key, file, "it must say its size, and be between half as wide as high and eight times as wide");
        }
        return ratio;
    }

    private static IllegalArgumentException refusal(String key, Path file, String why) {
        return new IllegalArgumentException(
                "%s is '%s': %s. Give an SVG or a PNG that only draws".formatted(key, file, why));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** What it is, as the end of its name. */
    public String extension() {
        return extension;
    }

    /** When it is that high. */
    public int width(int height) {
        return (int) Math.round(height * ratio);
    }
}
