package org.trustledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds every answer that any test gets from the office against what its OpenAPI document promises. */
public final class PromisedAnswers {
    private static final Path DOCUMENT = Path.of("src/main/resources/org/trustledger/command/staff/openapi.yaml");
    private static final ObjectMapper JSON = JsonMapper.shared();

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    public PromisedAnswers() {
        try {
            document = YAMLMapper.builder().build().readTree(Files.readString(DOCUMENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation, as {@code GET /path}. */
    public TreeSet<String> operations() {
        var operations = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(name -> !name.equals("parameters"))
                        .forEach(method ->
                                operations.add("%s %s".formatted(method.toUpperCase(Locale.ROOT), path.getKey()))));
        return operations;
    }

    /** @throws AssertionError if the address is in the document and the answer is not */
    public void check(HttpRequest request, HttpResponse<String> answer) {
        var operation = operation(request);
        if (operation.isEmpty()) {
            return;
        }
        var what = "%s %s answered %d %s"
                .formatted(request.method(), request.uri().getPath(), answer.statusCode(), answer.body());
        var responses = operation.get().path("responses");
        var promised = resolved(responses.path(Integer.toString(answer.statusCode())));
        if (promised.isMissingNode() && answer.statusCode() >= 400) {
            promised = resolved(responses.path("default"));
        }
        assertThat(promised.isMissingNode())
                .as("%s, which is not promised", what)
                .isFalse();
        if (answer.body().isEmpty() && promised.path("content").isMissingNode()) {
            return;
        }
        var type = answer.headers().firstValue("Content-Type").map(MediaType::parseMediaType);
        if (type.isEmpty()) {
            assertThat(answer.body()).as(what).isEmpty();
            return;
        }
        var name = type.get().getType() + "/" + type.get().getSubtype();
        var content = promised.path("content").path(name);
        assertThat(content.isMissingNode())
                .as("%s as %s, which is not promised", what, name)
                .isFalse();
        var schema = content.path("schema");
        if (!schema.isMissingNode() && name.endsWith("json")) {
            check(schema, answer.body(), what);
        }
    }

    /** @throws AssertionError if the office sends what is not in the document among its webhooks */
    public void checkSent(String webhook, String body) {
        var schema = document.path("webhooks")
                .path(webhook)
                .at("/post/requestBody/content")
                .path("application/cloudevents+json")
                .path("schema");
        assertThat(schema.isMissingNode()).as(webhook).isFalse();
        check(schema, body, "%s sent %s".formatted(webhook, body));
    }

    private void check(JsonNode schema, String body, String what) {
        var whole = JSON.createObjectNode();
        whole.set("components", document.path("components"));
        whole.putArray("allOf").add(schema);
        assertThat(registry.getSchema(whole).validate(JSON.readTree(body)))
                .as(what)
                .isEmpty();
    }

    private Optional<JsonNode> operation(HttpRequest request) {
        var path = request.uri().getRawPath();
        return document.path("paths").properties().stream()
                .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"), path))
                // A path without parameters is meant before one with.
                .sorted((one, other) -> Boolean.compare(
                        one.getKey().contains("{"), other.getKey().contains("{")))
                .map(Map.Entry::getValue)
                .map(item -> item.path(request.method().toLowerCase(Locale.ROOT)))
                .filter(found -> !found.isMissingNode())
                .findFirst();
    }

    private JsonNode resolved(JsonNode node) {
        return node.path("$ref").isString()
                ? document.at(node.path("$ref").asString().substring(1))
                : node;
    }
}
