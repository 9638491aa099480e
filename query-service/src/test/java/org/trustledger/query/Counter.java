package org.trustledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;
import org.trustledger.testing.Backing;
import tools.jackson.databind.JsonNode;

/** The whole counter as a process would run it, between a real Kafka and a real PostgreSQL. */
public final class Counter implements AutoCloseable {
    private static final int PARTITIONS = 6;

    private final String topic;
    private final DatabaseRoles database;
    private final Map<String, String> settings = new HashMap<>();
    private final KafkaProducer<String, byte[]> relay;
    private final FactCodec codec = new FactCodec();
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private @Nullable ConfigurableApplicationContext running;
    private Clock clock = Clock.systemUTC();

    private Counter(Path archive, String topic, DatabaseRoles database) {
        this.topic = topic;
        this.database = database;
        settings.put("trust-ledger.archive.directory", archive.toString());
        settings.put("trust-ledger.reception.url", "http://localhost:1");
        relay = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Backing.bootstrapServers(),
                        // A partition that was just made can refuse one batch and take the next.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** With the topic of facts there, but nothing started. */
    public static Counter withArchive(Path archive) {
        var counter = new Counter(archive, Backing.unique("facts"), Backing.databaseRoles("counter"));
        counter.makeTopic();
        return counter;
    }

    /** Another process on the same database and topic. */
    public Counter twin(Path archive) {
        return new Counter(archive, topic, database);
    }

    /** Both roles of its database. */
    public DatabaseRoles database() {
        return database;
    }

    /** Rows of a table of the counter's. */
    public List<String> rows(String table) {
        try (var connection = connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select to_jsonb(%1$s)::text from views.%1$s".formatted(table))) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the files of packs lie. */
    public Path archive() {
        return Path.of(Objects.requireNonNull(settings.get("trust-ledger.archive.directory")));
    }

    public Counter receptionAt(String url) {
        settings.put("trust-ledger.reception.url", url);
        return this;
    }

    /** What an operator sets besides. */
    public Counter with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Stops the counter's clock there. */
    public Counter at(Instant now) {
        return at(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Gives the counter another clock. */
    public Counter at(Clock other) {
        clock = other;
        return this;
    }

    public Counter start() {
        running = new SpringApplicationBuilder(QueryServiceApplication.class)
                .initializers((GenericApplicationContext context) ->
                        context.registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                .run(arguments());
        return this;
    }

    /** What a task printed, and the exit code of its process. */
    public record Outcome(int exitCode, String output) {}

    /** Runs a task as a process of its own would. */
    public Outcome task(String name, String... options) {
        var output = new ByteArrayOutputStream();
        var out = new PrintStream(output, true, StandardCharsets.UTF_8);
        var exitCode = Tasks.run(
                out,
                out,
                Stream.of(Stream.of(name), Arrays.stream(options), Arrays.stream(arguments()))
                        .flatMap(Function.identity())
                        .toArray(String[]::new));
        return new Outcome(exitCode, output.toString(StandardCharsets.UTF_8));
    }

    private String[] arguments() {
        var arguments = new HashMap<>(settings);
        arguments.put("server.port", "0");
        arguments.put("management.server.port", "0");
        arguments.put("spring.datasource.url", database.runtime().jdbcUrl());
        arguments.put("spring.datasource.username", database.runtime().user());
        arguments.put("spring.datasource.password", database.runtime().password());
        arguments.put("spring.flyway.user", database.owner().user());
        arguments.put("spring.flyway.password", database.owner().password());
        arguments.put("trust-ledger.kafka.bootstrap-servers", Backing.bootstrapServers());
        arguments.put("trust-ledger.topics.facts", topic);
        return arguments.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new);
    }

    public Counter stop() {
        if (running != null) {
            running.close();
            running = null;
        }
        return this;
    }

    /** Sends the facts as the relay does, and returns when Kafka has them. */
    public Counter relays(List<PublicFact> facts) {
        try {
            var sent = facts.stream()
                    .map(fact -> relay.send(
                            new ProducerRecord<>(topic, fact.trustCenter().value(), codec.write(fact))))
                    .toList();
            for (var receipt : sent) {
                receipt.get();
            }
            return this;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts, and returns when all these facts can be read. */
    public Counter shows(Facts facts) {
        return relays(facts.all())
                .start()
                .reaches(facts.trustCenter().value(), facts.all().size());
    }

    /** Returns when the view of the trust center has reached the position. */
    public Counter reaches(String trustCenter, long position) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(
                                get("/api/v1/trust-centers/%s?min-position=%d".formatted(trustCenter, position))
                                        .statusCode())
                        .isEqualTo(200));
        return this;
    }

    /** Every address that Spring maps, each with its method. */
    public Set<String> routes() {
        var routes = new TreeSet<String>();
        Objects.requireNonNull(running)
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> {
                    for (var path : mapping.getPatternValues()) {
                        mapping.getMethodsCondition().getMethods().forEach(method -> routes.add(method + " " + path));
                    }
                });
        return routes;
    }

    public String address() {
        var context = (WebServerApplicationContext) Objects.requireNonNull(running);
        return "http://localhost:%d"
                .formatted(Objects.requireNonNull(context.getWebServer()).getPort());
    }

    /** At the operator's port. */
    public HttpResponse<String> management(String path) {
        var port = Objects.requireNonNull(running).getEnvironment().getProperty("local.management.port");
        return send(HttpRequest.newBuilder(URI.create("http://localhost:%s%s".formatted(port, path)))
                .GET());
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** What is no text. */
    public HttpResponse<byte[]> bytes(String path) {
        return send(request(path), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> head(String path, String... headers) {
        return send(request(path, headers).HEAD());
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public JsonNode json(String path) {
        return FactCodec.mapper().readTree(get(path).body());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Access to its database as its owner. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.owner().jdbcUrl(),
                database.owner().user(),
                database.owner().password());
    }

    /** As an operator does who has lost Kafka. */
    public Counter losesItsTopic() {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Backing.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            Awaitility.await().until(() -> !admin.listTopics().names().get().contains(topic));
            return this;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the topic, as the office does before it sends. */
    public Counter makeTopic() {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Backing.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            return this;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes of any kind under a trust center's name. */
    public Counter relays(String trustCenter, byte[] bytes) {
        try {
            relay.send(new ProducerRecord<>(topic, trustCenter, bytes)).get();
            return this;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        relay.close();
        client.close();
    }
}
