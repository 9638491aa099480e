package org.trustledger.command.content;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The published JSON Schema of the content document, and what of a document it finds wrong, in the words of its titles.
 *
 * <p>Items are checked some at a time: the document is never there twice, and a hopeless one is left early.
 * Thread-safe.
 */
@Component
final class ContentSchema {
    private static final int AT_ONCE = 500;

    private static final String RESOURCE = "content-document-v1.schema.json";

    /** Found by {@link Rules}, at the repeated entry instead of at the list. */
    private static final Set<String> FOUND_ELSEWHERE = Set.of("uniqueItems");

    /** Part of the name of each definition that stands for the text of one language. */
    private static final String IN_ONE_LANGUAGE = "InOneLanguage";

    private final byte[] bytes;
    private final JsonNode root;
    private final Schema document;
    private final Map<String, Schema> elements = new LinkedHashMap<>();

    ContentSchema() {
        try (var resource = Objects.requireNonNull(ContentSchema.class.getResourceAsStream(RESOURCE))) {
            bytes = resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root = JsonMapper.shared().readTree(bytes);
        var id = root.get("$id").stringValue();
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(id, text())));
        document = registry.getSchema(SchemaLocation.of(id));
        for (var list : root.get("properties").properties()) {
            var element = list.getValue().at("/items/$ref");
            if (element.isString()) {
                elements.put(list.getKey(), registry.getSchema(SchemaLocation.of(id + element.stringValue())));
            }
        }
    }

    /** As it is published. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void check(Node node, Problems problems) {
        if (!(node instanceof Node.Mapping mapping)) {
            problems.at(Pointer.ROOT, node, "A content document is a map of keys and values, not " + node.inWords());
            return;
        }
        report(document.validate(withoutElements(mapping)), node, Pointer.ROOT, problems);
        for (var list : elements.entrySet()) {
            if (mapping.get(list.getKey()) instanceof Node.Sequence sequence) {
                checkElements(list.getKey(), list.getValue(), sequence, problems);
            }
        }
    }

    private void checkElements(String key, Schema schema, Node.Sequence sequence, Problems problems) {
        var at = Pointer.ROOT.to(key);
        var most = root.at("/properties/%s/maxItems".formatted(key)).intValue();
        if (sequence.nodes().size() > most) {
            problems.at(
                    at,
                    sequence,
                    "%s has %d entries; at most %d fit."
                            .formatted(key, sequence.nodes().size(), most));
        }
        var nodes = sequence.nodes();
        for (var from = 0; from < nodes.size() && !problems.isFull(); from += AT_ONCE) {
            // On all processors: no element needs another one.
            var found = nodes.subList(from, Math.min(from + AT_ONCE, nodes.size())).parallelStream()
                    .map(element -> schema.validate(toJson(element)))
                    .toList();
            for (var i = 0; i < found.size(); i++) {
                report(found.get(i), nodes.get(from + i), at.to(from + i), problems);
            }
        }
    }

    private JsonNode withoutElements(Node.Mapping mapping) {
        var json = JsonNodeFactory.instance.objectNode();
        mapping.entries()
                .forEach((key, entry) -> json.set(
                        key,
                        elements.containsKey(key) && entry.value() instanceof Node.Sequence
                                ? JsonNodeFactory.instance.arrayNode()
                                : toJson(entry.value())));
        return json;
    }

    private static JsonNode toJson(Node node) {
        var nodes = JsonNodeFactory.instance;
        return switch (node) {
            case Node.Mapping mapping -> {
                var json = nodes.objectNode();
                mapping.entries().forEach((key, entry) -> json.set(key, toJson(entry.value())));
                yield json;
            }
            case Node.Sequence sequence -> {
                ArrayNode json = nodes.arrayNode(sequence.nodes().size());
                sequence.nodes().forEach(element -> json.add(toJson(element)));
                yield json;
            }
            case Node.Scalar scalar ->
                switch (scalar.type()) {
                    case TEXT -> nodes.stringNode(scalar.text());
                    case TRUTH -> nodes.booleanNode(scalar.text().equalsIgnoreCase("true"));
                    case NOTHING -> nodes.nullNode();
                    // Only versions and positions are numbers; of any other number its being one is the problem.
                    case NUMBER ->
                        nodes.numberNode(scalar.text().matches("[0-9]{1,18}") ? Long.parseLong(scalar.text()) : -1L);
                };
        };
    }

    private void report(Iterable<Error> errors, Node node, Pointer at, Problems problems) {
        for (var error : errors) {
            if (!FOUND_ELSEWHERE.contains(error.getKeyword())) {
                report(error, node, at, problems);
            }
        }
    }

    private void report(Error error, Node root, Pointer from, Problems problems) {
        var node = root;
        var at = from;
        var path = error.getInstanceLocation();
        for (var i = 0; i < path.getNameCount(); i++) {
            var name = path.getName(i);
            at = at.to(name);
            node = switch (node) {
                case Node.Mapping mapping -> Objects.requireNonNull(mapping.get(name));
                case Node.Sequence sequence -> sequence.nodes().get(Integer.parseInt(name));
                case Node.Scalar scalar -> scalar;
            };
        }
        var schema = schemaOf(error);
        if (error.getKeyword().equals("additionalProperties") && node instanceof Node.Mapping mapping) {
            var key = error.getProperty();
            problems.atKey(at.to(key), Objects.requireNonNull(mapping.entries().get(key)), unknown(key, schema));
        } else {
            var inOneLanguage = error.getSchemaLocation().toString().contains(IN_ONE_LANGUAGE);
            problems.at(at, node, message(error, schema, node, nameOf(at, inOneLanguage)));
        }
    }

    private JsonNode schemaOf(Error error) {
        NodePath keyword = error.getSchemaLocation().getFragment();
        return root.at(JsonPointer.compile(keyword.getParent().toString()));
    }

    private static String unknown(String key, JsonNode schema) {
        var shown = Problems.shortened(key);
        if (schema.has("patternProperties")) {
            return "'%s' is no language tag: use one such as en, sv or pt-BR.".formatted(shown);
        }
        var known = schema.get("properties").propertyNames();
        return "'%s' is not known here. %sKnown are %s."
                .formatted(
                        shown,
                        Nearest.to(key, known).map("Is '%s' meant? "::formatted).orElse(""),
                        String.join(", ", known));
    }

    private String message(Error error, JsonNode schema, Node node, String name) {
        var title = schema.path("title").asString("what the schema says");
        return switch (error.getKeyword()) {
            case "required" -> {
                var key = error.getProperty();
                yield "%s is missing: %s.".formatted(key, titleOf(schema.at("/properties/" + key)));
            }
            case "type" ->
                node.isNothing()
                        ? "%s is empty: write %s, or leave the key out if it is not needed.".formatted(name, title)
                        : "%s must be %s, not %s.%s".formatted(name, title, node.inWords(), quotes(schema, node));
            case "minLength" -> "%s is empty: write %s.".formatted(name, title);
            case "maxLength" -> {
                var text = Objects.requireNonNullElse(node.asText(), "");
                yield "%s has %d characters; at most %d fit."
                        .formatted(
                                name,
                                text.codePointCount(0, text.length()),
                                schema.get("maxLength").intValue());
            }
            case "enum" ->
                "%s must be one of %s."
                        .formatted(
                                name,
                                schema.get("enum")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .collect(Collectors.joining(", ")));
            case "minItems" -> "%s is an empty list: give at least one entry.".formatted(name);
            case "maxItems" ->
                "%s has more than %d entries."
                        .formatted(name, schema.get("maxItems").intValue());
            case "minProperties" -> "%s has no language: give it at least in the default language.".formatted(name);
            default -> "%s must be %s.".formatted(name, title);
        };
    }

    private static String quotes(JsonNode schema, Node node) {
        var wantsText = schema.at("/type").toString().contains("string");
        return wantsText && node instanceof Node.Scalar ? " Put it in quotes if it is meant as text." : "";
    }

    private String titleOf(JsonNode property) {
        var schema = property;
        while (!schema.has("title") && schema.has("$ref")) {
            schema = root.at(schema.get("$ref").stringValue().substring(1));
        }
        return schema.path("title").asString("see the schema");
    }

    /** The name a reader knows the place by: the key, for an entry of a list that of the list. */
    private static String nameOf(Pointer at, boolean inOneLanguage) {
        var parent = at.parent();
        if (parent == null) {
            return "The document";
        }
        if (inOneLanguage) {
            return "%s in '%s'".formatted(nameOf(parent, false), at.token());
        }
        return at.isEntry() ? "Entry %d of %s".formatted(Integer.parseInt(at.token()) + 1, parent.token()) : at.token();
    }
}
