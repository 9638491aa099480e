package org.trustledger.command.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The titles of the schema, which are English, in other languages. A file that lacks one, or has one too many, stops
 * the start.
 */
final class SchemaTitles {
    private static final Map<String, String> FILES = Map.of("sv", "content-document-v1.titles.sv.json");

    private final Map<String, Map<String, String>> byLanguage;

    SchemaTitles(JsonNode schema) {
        var titles = schema.findValues("title").stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
        byLanguage = FILES.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, file -> read(file.getValue(), titles)));
    }

    private static Map<String, String> read(String file, Set<String> titles) {
        try (var resource = Objects.requireNonNull(SchemaTitles.class.getResourceAsStream(file))) {
            var read = JsonMapper.shared().readValue(resource, new TypeReference<HashMap<String, String>>() {});
            if (!read.keySet().equals(titles)) {
                var odd = new HashSet<>(titles);
                odd.addAll(read.keySet());
                odd.removeIf(title -> titles.contains(title) && read.containsKey(title));
                throw new IllegalStateException("%s and the schema do not agree on %s".formatted(file, odd));
            }
            return Map.copyOf(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The title of a part of the schema, else what is said instead. */
    FaultWords.Part of(JsonNode schema, Fault otherwise) {
        var title = schema.path("title");
        return words -> title.isString()
                ? byLanguage
                        .getOrDefault(words.language(), Map.of())
                        .getOrDefault(title.stringValue(), title.stringValue())
                : words.tell(otherwise);
    }
}
