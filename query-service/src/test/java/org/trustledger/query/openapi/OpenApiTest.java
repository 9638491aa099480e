package org.trustledger.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trustledger.query.Facts.day;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Seal;
import org.trustledger.query.Counter;
import org.trustledger.query.Facts;
import org.trustledger.query.SampleFacts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document against the addresses that exist and the answers they give. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final String CENTER = "/api/v1/trust-centers/nordhamn";
    private static final String PACK = "0123456789abcdef0123456789abcdef";
    private static final String DIGEST = "ab".repeat(32);
    private static final String ID = "urn:counter";

    private final Facts facts = new Facts("nordhamn");
    private HttpServer reception;
    private Counter counter;
    private String retired;
    private JsonNode document;
    private SchemaRegistry schemas;

    private record Conversation(String method, String path, HttpResponse<String> answer) {}

    @BeforeAll
    void theSampleWithAPackAndARemoval(@TempDir Path archive) throws IOException {
        reception = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        reception.createContext("/", exchange -> {
            var body = "{\"pack\":\"%s\",\"state\":\"requested\",\"href\":\"/x\"}"
                    .formatted(PACK)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(202, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        reception.start();
        counter = Counter.withArchive(archive)
                .at(Instant.parse("2026-11-22T12:00:00Z"))
                .receptionAt("http://localhost:" + reception.getAddress().getPort());
        counter.relays(facts.commit(day("2026-09-01"), SampleFacts.of(facts)));
        counter.relays(facts.commit(
                day("2026-09-02"),
                recordedAt -> new PackIssued(
                        PACK,
                        new PackIdentity(
                                new PackScope.Everything(), "en", day("2026-09-01"), day("2026-09-01"), 1, 0, "1"),
                        "cd".repeat(32),
                        DIGEST,
                        48,
                        7,
                        new Seal("PAdES-B-B", "CN=Demonstration", "ef".repeat(32), true))));
        counter.start().reaches("nordhamn", facts.all().size());
        retired = first("answers");
        counter.relays(facts.commit(
                        day("2026-09-03"),
                        facts.removed(retired, null, AnswerRetired::new),
                        facts.removed(
                                counter.json(CENTER + "/answers")
                                        .at("/items/1/id")
                                        .asString(),
                                day("2027-01-01"),
                                AnswerRetired::new)))
                .reaches("nordhamn", facts.all().size());
        Files.createDirectories(archive.resolve("nordhamn"));
        Files.writeString(archive.resolve("nordhamn").resolve(DIGEST + ".pdf"), "%PDF-x\n");
        document = counter.json("/api/v1/openapi.json");
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, document.toString())));
    }

    @AfterAll
    void close() {
        counter.close();
        reception.stop(0);
    }

    private String first(String kind) {
        return counter.json(CENTER + "/" + kind).at("/items/0/id").asString();
    }

    @Test
    void namesEveryAddressAndNoOther() {
        var mapped = counter.routes().stream()
                .filter(route -> route.contains(" /api/") || route.contains(" /reception/"))
                .map(route -> route.replace("/reception/**", "/reception/{address}"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(operations()).isEqualTo(mapped);
    }

    @Test
    void servesBothFormsOfOneDocument() {
        var yaml = counter.get("/api/v1/openapi.yaml");
        assertThat(yaml.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(YAMLMapper.shared().readTree(yaml.body())).isEqualTo(document);
        assertThat(document.at("/openapi").asString()).startsWith("3.1");
    }

    @Test
    void refersToNothingThatIsNotThere() {
        document.findValuesAsString("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void saysWhatIsReallyAnswered() {
        var answered = new TreeSet<String>();
        var refused = new TreeSet<String>();
        for (var conversation : conversations()) {
            var operation = operation(conversation);
            var status = conversation.answer().statusCode();
            var response = resolved(document.at("/paths/" + escaped(operation.substring(operation.indexOf(' ') + 1)))
                    .path(conversation.method().toLowerCase(Locale.ROOT))
                    .path("responses")
                    .path(Integer.toString(status)));
            assertThat(response.isMissingNode())
                    .as(
                            "%s answers %d: %s",
                            conversation.path(), status, conversation.answer().body())
                    .isFalse();
            assertBodyAsDescribed(conversation, response);
            (status < 400 ? answered : refused).add(operation);
        }
        assertThat(answered).isEqualTo(operations());
        var withProblems = operations().stream()
                .filter(operation -> !operation.contains("/openapi."))
                .filter(operation -> !operation.equals("GET /api/v1/trust-centers"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(refused).isEqualTo(withProblems);
    }

    private void assertBodyAsDescribed(Conversation conversation, JsonNode response) {
        var type = conversation.answer().headers().firstValue("Content-Type").orElse("");
        if (response.has("headers") && response.path("headers").has("ETag")) {
            assertThat(conversation.answer().headers().firstValue("ETag"))
                    .as(conversation.path())
                    .isPresent();
        }
        if (!response.has("content")) {
            return;
        }
        assertThat(response.path("content").has(type))
                .as("%s is answered as %s", conversation.path(), type)
                .isTrue();
        var reference = response.path("content").path(type).path("schema").path("$ref");
        if (reference.isString()) {
            var schema = schemas.getSchema(SchemaLocation.of(ID + reference.asString()));
            var errors = schema.validate(
                    JsonMapper.shared().readTree(conversation.answer().body()));
            assertThat(errors).as(conversation.path()).isEmpty();
        }
    }

    private Set<Conversation> conversations() {
        var conversations = new LinkedHashSet<Conversation>();
        var center = counter.json(CENTER);
        var agreement = center.at("/agreements/0/id").asString();
        var clause = center.at("/agreements/0/content/clauses/0/id").asString();
        var paths = new LinkedHashSet<>(List.of(
                "/api/v1/trust-centers",
                CENTER,
                CENTER + "?validAt=2020-01-01",
                CENTER + "?validAt=x",
                "/api/v1/trust-centers/nobody",
                CENTER + "/nothings",
                CENTER + "/answers?limit=3",
                CENTER + "/answers?limit=0",
                CENTER + "/answers/nothing",
                CENTER + "/answers/nothing/history",
                CENTER + "/answers/nothing/difference?from=1&to=2",
                CENTER + "/agreements/%s/clauses/%s/history".formatted(agreement, clause),
                CENTER + "/agreements/%s/clauses/nothing/history".formatted(agreement),
                CENTER + "/differences?fromValidAt=2024-03-01&limit=5",
                CENTER + "/differences?fromValidAt=2024-03-01&toValidAt=2026-10-01&kind=answers&tag=gdpr",
                CENTER + "/differences",
                CENTER + "/search?q=data&limit=5",
                CENTER + "/search?q=breach&language=en",
                CENTER + "/search",
                CENTER + "/packs",
                CENTER + "/packs?scope=all&language=en&limit=1",
                CENTER + "/packs?x=1",
                CENTER + "/packs/%s.pdf".formatted(PACK),
                CENTER + "/packs/%s.pdf".formatted("0".repeat(32)),
                "/api/v1/openapi.yaml",
                "/api/v1/openapi.json",
                "/reception/nordhamn/x",
                "/reception/nordhamn//x"));
        for (var kind : document.at("/components/schemas/Kind/enum")) {
            var list = CENTER + "/" + kind.asString();
            paths.add(list);
            var item = list + "/" + first(kind.asString());
            paths.add(item);
            paths.add(item + "/history");
            var versions = counter.json(item + "/history").at("/versions");
            paths.add("%s/difference?from=%s&to=%s"
                    .formatted(
                            item,
                            versions.at("/%d/position".formatted(versions.size() - 1)),
                            versions.at("/0/position")));
            paths.add(item + "/difference?fromValidAt=1990-01-01&toValidAt=2026-10-01");
        }
        paths.add(CENTER + "/answers/" + retired + "/history");
        paths.add(CENTER + "/answers/" + retired);
        paths.forEach(path -> conversations.add(new Conversation("GET", path, counter.get(path))));
        var tag = counter.get(CENTER).headers().firstValue("ETag").orElseThrow();
        conversations.add(new Conversation("GET", CENTER, counter.get(CENTER, "If-None-Match", tag)));
        for (var path : List.of(CENTER + "/packs", "/reception/nordhamn/packs")) {
            conversations.add(new Conversation("POST", path, counter.post(path, "{}")));
            conversations.add(new Conversation("POST", path, counter.post(path, "x".repeat(70_000))));
        }
        return conversations;
    }

    /** The operation whose path, taken as a template, the address fits; the one with the fewest variables. */
    private String operation(Conversation conversation) {
        var path = conversation.path().split("\\?")[0];
        return operations().stream()
                .filter(operation -> operation.startsWith(conversation.method() + " "))
                .filter(operation -> path.matches(operation
                        .substring(operation.indexOf(' ') + 1)
                        .replace(".", "\\.")
                        .replace("{address}", ".*")
                        .replaceAll("\\{[a-zA-Z]+}", "[^/]+")))
                .min((one, other) -> Long.compare(variables(one), variables(other)))
                .orElseThrow(() -> new AssertionError("No operation is for " + path));
    }

    private static long variables(String operation) {
        return operation.chars().filter(character -> character == '{').count();
    }

    private TreeSet<String> operations() {
        var operations = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(member -> {
                    if (Set.of("get", "post", "put", "delete").contains(member.getKey())) {
                        operations.add(member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1");
    }
}
