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
import org.trustledger.operating.AllProcessors;
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
    private final SchemaTitles titles;

    ContentSchema() {
        try (var resource = Objects.requireNonNull(ContentSchema.class.getResourceAsStream(RESOURCE))) {
            bytes = resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root = JsonMapper.shared().readTree(bytes);
        titles = new SchemaTitles(root);
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
            problems.at(Pointer.ROOT, node, Fault.NOT_A_MAP, FaultWords.Part.of(node.inWords()));
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
                    at, sequence, Fault.TOO_MANY_ENTRIES, key, sequence.nodes().size(), most);
        }
        var nodes = sequence.nodes();
        for (var from = 0; from < nodes.size() && !problems.isFull(); from += AT_ONCE) {
            var found = AllProcessors.map(
                    nodes.subList(from, Math.min(from + AT_ONCE, nodes.size())),
                    element -> schema.validate(toJson(element)));
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
            unknown(at.to(key), Objects.requireNonNull(mapping.entries().get(key)), schema, problems);
        } else {
            var inOneLanguage = error.getSchemaLocation().toString().contains(IN_ONE_LANGUAGE);
            report(error, schema, node, at, nameOf(at, inOneLanguage), problems);
        }
    }

    private JsonNode schemaOf(Error error) {
        NodePath keyword = error.getSchemaLocation().getFragment();
        return root.at(JsonPointer.compile(keyword.getParent().toString()));
    }

    private static void unknown(Pointer at, Node.Entry entry, JsonNode schema, Problems problems) {
        var key = at.token();
        var shown = Problems.shortened(key);
        if (schema.has("patternProperties")) {
            problems.atKey(at, entry, Fault.NO_LANGUAGE_TAG, shown);
        } else {
            var known = schema.get("properties").propertyNames();
            problems.atKey(at, entry, Fault.UNKNOWN_KEY, shown, Nearest.hint(key, known), String.join(", ", known));
        }
    }

    private void report(Error error, JsonNode schema, Node node, Pointer at, Object name, Problems problems) {
        var title = titles.of(schema, Fault.WHAT_THE_SCHEMA_SAYS);
        switch (error.getKeyword()) {
            case "required" -> {
                var key = error.getProperty();
                problems.at(at, node, Fault.KEY_MISSING, key, titleOf(schema.at("/properties/" + key)));
            }
            case "type" -> {
                if (node.isNothing()) {
                    problems.at(at, node, Fault.VALUE_MISSING, name, title);
                } else {
                    problems.at(
                            at,
                            node,
                            Fault.WRONG_TYPE,
                            name,
                            title,
                            FaultWords.Part.of(node.inWords()),
                            quotes(schema, node));
                }
            }
            case "minLength" -> problems.at(at, node, Fault.TEXT_EMPTY, name, title);
            case "maxLength" -> {
                var text = Objects.requireNonNullElse(node.asText(), "");
                problems.at(
                        at,
                        node,
                        Fault.TEXT_TOO_LONG,
                        name,
                        text.codePointCount(0, text.length()),
                        schema.get("maxLength").intValue());
            }
            case "enum" ->
                problems.at(
                        at,
                        node,
                        Fault.NOT_AMONG,
                        name,
                        schema.get("enum").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
            case "minItems" -> problems.at(at, node, Fault.LIST_EMPTY, name);
            case "maxItems" ->
                problems.at(
                        at,
                        node,
                        Fault.LIST_TOO_LONG,
                        name,
                        schema.get("maxItems").intValue());
            case "minProperties" -> problems.at(at, node, Fault.LANGUAGE_MISSING, name);
            default -> problems.at(at, node, Fault.NOT_AS_THE_SCHEMA_SAYS, name, title);
        }
    }

    private static FaultWords.Part quotes(JsonNode schema, Node node) {
        var wantsText = schema.at("/type").toString().contains("string");
        return words -> wantsText && node instanceof Node.Scalar ? " " + words.tell(Fault.QUOTES) : "";
    }

    private FaultWords.Part titleOf(JsonNode property) {
        var schema = property;
        while (!schema.has("title") && schema.has("$ref")) {
            schema = root.at(schema.get("$ref").stringValue().substring(1));
        }
        return titles.of(schema, Fault.SEE_THE_SCHEMA);
    }

    /** The name a reader knows the place by: the key, for an entry of a list that of the list. */
    private static Object nameOf(Pointer at, boolean inOneLanguage) {
        var parent = at.parent();
        if (parent == null) {
            return FaultWords.Part.of(Fault.THE_DOCUMENT);
        }
        if (inOneLanguage) {
            return FaultWords.Part.of(Fault.IN_LANGUAGE, nameOf(parent, false), at.token());
        }
        return at.isEntry()
                ? FaultWords.Part.of(Fault.ENTRY_OF, Integer.parseInt(at.token()) + 1, parent.token())
                : at.token();
    }
}
