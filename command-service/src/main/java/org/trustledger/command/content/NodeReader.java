package org.trustledger.command.content;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML 1.2 or JSON into nodes with their lines, and bounds what a document may cost: depth, number of nodes, no
 * aliases, no types of its own.
 *
 * <p>Plain numbers and dates of YAML stay the text they are written as: {@code 6.10} is a clause, not 6.1. Thread-safe.
 */
final class NodeReader {
    private static final int DEEPEST = 16;
    private static final int MOST_NODES = 6_000_000;
    private static final int LONGEST_TEXT = 1_000_000;

    /** The keys of the format whose values are numbers. */
    private static final Set<String> NUMBERS = Set.of("trustLedger", "basedOn");

    private final TokenStreamFactory json;
    private final TokenStreamFactory yaml;

    NodeReader() {
        // The depth is guarded below too, with a sentence of our own; this one bounds the parser itself.
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(1_000)
                .maxStringLength(LONGEST_TEXT)
                .maxNameLength(1_000)
                .build();
        // A key that stands twice is told below, together with everything else.
        json = JsonFactory.builder()
                .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(constraints)
                .build();
        yaml = YAMLFactory.builder()
                .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(constraints)
                .loadSettings(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .setAllowDuplicateKeys(true)
                        .setUseMarks(true)
                        .build())
                .build();
    }

    /**
     * @param problems gets each key that is written twice
     * @throws UnreadableDocument if the bytes are no such document, or one beyond the limits
     */
    Node read(byte[] bytes, DocumentFormat format, Problems problems) {
        checkUtf8(bytes, problems);
        var factory = format == DocumentFormat.JSON ? json : yaml;
        try (var parser = factory.createParser(ObjectReadContext.empty(), textOf(bytes))) {
            return new Reading(parser, format, problems).document();
        } catch (JacksonException e) {
            throw unreadable(e, format, bytes, problems);
        } catch (YamlEngineException e) {
            throw unreadable(e, bytes, problems).orElseGet(() -> noYaml(problems, 1, 1, firstLine(e.getMessage())));
        }
    }

    private static UnreadableDocument unreadable(
            JacksonException e, DocumentFormat format, byte[] bytes, Problems problems) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var found = unreadable(cause, bytes, problems);
            if (found.isPresent()) {
                return found.get();
            }
        }
        var location = e.getLocation();
        return problems.unreadable(
                location == null ? 1 : Math.max(1, location.getLineNr()),
                location == null ? 1 : Math.max(1, location.getColumnNr()),
                Fault.NOT_THE_FORMAT,
                format,
                firstLine(e.getOriginalMessage()));
    }

    /** The parser beneath knows its place better than the one around it. */
    private static Optional<UnreadableDocument> unreadable(Throwable cause, byte[] bytes, Problems problems) {
        return switch (cause) {
            case MarkedYamlEngineException marked ->
                marked.getProblemMark()
                        .map(mark -> noYaml(
                                problems,
                                mark.getLine() + 1,
                                mark.getColumn() + 1,
                                (marked.getContext() == null ? "" : marked.getContext() + ", ") + marked.getProblem()));
            case ReaderException reader -> {
                var before = new String(bytes, StandardCharsets.UTF_8)
                        .codePoints()
                        .limit(reader.getPosition())
                        .toArray();
                var lineStart = before.length;
                while (lineStart > 0 && before[lineStart - 1] != '\n') {
                    lineStart--;
                }
                var line = 1
                        + (int) Arrays.stream(before)
                                .filter(character -> character == '\n')
                                .count();
                yield Optional.of(noYaml(
                        problems,
                        line,
                        before.length - lineStart + 1,
                        FaultWords.Part.of(Fault.UNPRINTABLE_CHARACTER, "U+%04X".formatted(reader.getCodePoint()))));
            }
            default -> Optional.empty();
        };
    }

    private static UnreadableDocument noYaml(Problems problems, int line, int column, Object why) {
        return problems.unreadable(line, column, Fault.NOT_THE_FORMAT, "YAML", why);
    }

    private static Object firstLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return FaultWords.Part.of(Fault.UNREADABLE);
        }
        var line = message.lines().findFirst().orElse(message);
        var marker = line.indexOf(" (start marker");
        if (marker >= 0) {
            return line.substring(0, marker);
        }
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static Reader textOf(byte[] bytes) {
        var start = hasByteOrderMark(bytes) ? 3 : 0;
        return new InputStreamReader(
                new ByteArrayInputStream(bytes, start, bytes.length - start), StandardCharsets.UTF_8);
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    /** Looks through the bytes once, because a decoder inside a parser replaces what it cannot read. */
    private static void checkUtf8(byte[] bytes, Problems problems) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(8_192);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                var line = 1;
                var lineStart = 0;
                for (var i = 0; i < in.position(); i++) {
                    if (bytes[i] == '\n') {
                        line++;
                        lineStart = i + 1;
                    }
                }
                throw problems.unreadable(
                        line,
                        in.position() - lineStart + 1,
                        Fault.BYTE_REFUSED,
                        "0x%02X".formatted(bytes[in.position()]));
            }
            if (result.isUnderflow()) {
                return;
            }
            out.clear();
        }
    }

    private static final class Reading {
        private final JsonParser parser;
        private final DocumentFormat format;
        private final Problems problems;
        private int nodes;

        Reading(JsonParser parser, DocumentFormat format, Problems problems) {
            this.parser = parser;
            this.format = format;
            this.problems = problems;
        }

        Node document() {
            var first = parser.nextToken();
            if (first == null) {
                throw problems.unreadable(1, 1, Fault.DOCUMENT_EMPTY);
            }
            var root = node(first, Pointer.ROOT, 1);
            if (parser.nextToken() != null) {
                throw here(Fault.DOCUMENT_GOES_ON);
            }
            return root;
        }

        private Node node(JsonToken token, Pointer path, int depth) {
            refuseWhatCosts(depth);
            var location = parser.currentTokenLocation();
            var line = location.getLineNr();
            var column = location.getColumnNr();
            return switch (token) {
                case START_OBJECT -> mapping(path, depth, line, column);
                case START_ARRAY -> sequence(path, depth, line, column);
                case VALUE_STRING -> scalar(Node.Scalar.Type.TEXT, line, column);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(numberIn(path), line, column);
                case VALUE_TRUE, VALUE_FALSE -> scalar(Node.Scalar.Type.TRUTH, line, column);
                case VALUE_NULL -> new Node.Scalar(Node.Scalar.Type.NOTHING, "", line, column);
                default -> throw here(Fault.VALUE_EXPECTED);
            };
        }

        private Node.Scalar.Type numberIn(Pointer path) {
            var isNumber = NUMBERS.contains(path.token()) && Pointer.ROOT.equals(path.parent());
            return format == DocumentFormat.JSON || isNumber ? Node.Scalar.Type.NUMBER : Node.Scalar.Type.TEXT;
        }

        private Node.Scalar scalar(Node.Scalar.Type type, int line, int column) {
            var text = parser.getString();
            if (text.length() > LONGEST_TEXT) {
                throw problems.unreadable(line, column, Fault.TEXT_ENDLESS, LONGEST_TEXT);
            }
            return new Node.Scalar(type, text.replace("\r\n", "\n").stripTrailing(), line, column);
        }

        private Node.Mapping mapping(Pointer path, int depth, int line, int column) {
            var entries = new LinkedHashMap<String, Node.Entry>();
            for (var token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
                refuseWhatCosts(depth);
                var key = Objects.requireNonNull(parser.currentName());
                var location = parser.currentTokenLocation();
                var at = path.to(key);
                var value = node(parser.nextToken(), at, depth + 1);
                var entry = new Node.Entry(location.getLineNr(), location.getColumnNr(), value);
                var before = entries.putIfAbsent(key, entry);
                if (before != null) {
                    problems.atKey(at, entry, Fault.KEY_TWICE, Problems.shortened(key), before.line());
                }
            }
            return new Node.Mapping(entries, line, column);
        }

        private Node.Sequence sequence(Pointer path, int depth, int line, int column) {
            var elements = new ArrayList<Node>();
            for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                elements.add(node(token, path.to(elements.size()), depth + 1));
            }
            elements.trimToSize();
            return new Node.Sequence(elements, line, column);
        }

        private void refuseWhatCosts(int depth) {
            if (depth > DEEPEST) {
                throw here(Fault.TOO_DEEP, DEEPEST);
            }
            if (++nodes > MOST_NODES) {
                throw here(Fault.TOO_MANY_VALUES, MOST_NODES);
            }
            if (parser instanceof YAMLParser yamlParser) {
                if (yamlParser.isCurrentAlias()) {
                    throw here(Fault.ALIAS);
                }
                if (yamlParser.getTypeId() != null) {
                    throw here(Fault.OWN_TYPE);
                }
            }
        }

        private UnreadableDocument here(Fault fault, Object... values) {
            var location = parser.currentTokenLocation();
            return problems.unreadable(
                    Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()), fault, values);
        }
    }
}
