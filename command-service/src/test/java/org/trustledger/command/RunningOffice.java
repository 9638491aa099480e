package org.trustledger.command;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.trustledger.backing.DatabaseRoles;
import org.trustledger.backing.FreePort;
import org.trustledger.events.TrustCenterId;
import org.trustledger.testing.Backing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole office on real PostgreSQL and Kafka, spoken to over HTTP. */
public final class RunningOffice implements AutoCloseable {
    private static final AtomicInteger TRUST_CENTERS = new AtomicInteger();

    private final PromisedAnswers promised = new PromisedAnswers();
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final IdentityProvider identity;
    private final String bootstrapServers;
    private final String facts;
    private final String packRequests;
    private final int receptionPort = FreePort.any();
    private final DatabaseRoles database;
    private final ConfigurableApplicationContext context;

    /** @param properties beyond those every office needs, each as {@code key=value} */
    public RunningOffice(String... properties) {
        this(Backing.bootstrapServers(), properties);
    }

    public RunningOffice(String bootstrapServers, String[] properties) {
        this(bootstrapServers, null, null, _ -> {}, properties);
    }

    /** An office whose time the test has in its hands. */
    public static RunningOffice at(Clock clock, String... properties) {
        return at(clock, _ -> {}, properties);
    }

    /** @param parts puts some of its parts in place of its own */
    public static RunningOffice at(Clock clock, Consumer<GenericApplicationContext> parts, String... properties) {
        return new RunningOffice(Backing.bootstrapServers(), clock, null, parts, properties);
    }

    /** A further office on the same database and topics, as where several share the work. */
    public static RunningOffice beside(RunningOffice other, Clock clock, String... properties) {
        return new RunningOffice(other.bootstrapServers, clock, other, _ -> {}, properties);
    }

    private RunningOffice(
            String bootstrapServers,
            @Nullable Clock clock,
            @Nullable RunningOffice beside,
            Consumer<GenericApplicationContext> parts,
            String[] properties) {
        this.bootstrapServers = bootstrapServers;
        facts = beside == null ? Backing.unique("facts") : beside.facts;
        packRequests = beside == null ? Backing.unique("pack-requests") : beside.packRequests;
        try {
            identity = new IdentityProvider();
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
        database = beside == null ? Backing.databaseRoles("office") : beside.database;
        var settings = new LinkedHashMap<String, Object>();
        settings.put("server.port", 0);
        settings.put("management.server.port", 0);
        settings.put("server.address", "127.0.0.1");
        settings.put("spring.datasource.url", database.runtime().jdbcUrl());
        settings.put("spring.datasource.username", database.runtime().user());
        settings.put("spring.datasource.password", database.runtime().password());
        settings.put("spring.flyway.user", database.owner().user());
        settings.put("spring.flyway.password", database.owner().password());
        settings.put("trust-ledger.identity.issuer", identity.issuer());
        settings.put("trust-ledger.actors.secret", "0123456789abcdef0123456789abcdef");
        settings.put("trust-ledger.kafka.bootstrap-servers", bootstrapServers);
        settings.put("trust-ledger.topics.facts", facts);
        settings.put("trust-ledger.topics.pack-requests", packRequests);
        settings.put("trust-ledger.reception.port", receptionPort);
        settings.put("trust-ledger.packs.debounce", "0s");
        Arrays.stream(properties)
                .map(property -> property.split("=", 2))
                .forEach(pair -> settings.put(pair[0], pair[1]));
        // Started before the provider answers: the office must not need it to come up.
        context = new SpringApplicationBuilder(CommandServiceApplication.class)
                .registerShutdownHook(false)
                .initializers(beans -> {
                    var office = (GenericApplicationContext) beans;
                    if (clock != null) {
                        office.registerBean("movable", Clock.class, () -> clock, bean -> bean.setPrimary(true));
                    }
                    parts.accept(office);
                })
                .run(settings.entrySet().stream()
                        .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                        .toArray(String[]::new));
        if (clock != null) {
            identity.knowsTheTimeOf(clock);
        }
        identity.start();
    }

    // One for all test classes of the JVM: each takes trust centers of its own.
    private static final class Shared {
        private static final RunningOffice OFFICE = new RunningOffice();

        private Shared() {}
    }

    public static RunningOffice shared() {
        return Shared.OFFICE;
    }

    /** A trust center that no other test uses. */
    public static TrustCenterId newTrustCenter() {
        return new TrustCenterId("nordhamn-" + TRUST_CENTERS.incrementAndGet());
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** As the role the office works as. */
    public JdbcTemplate jdbc() {
        return bean(JdbcTemplate.class);
    }

    /** Both roles of its database. */
    public DatabaseRoles database() {
        return database;
    }

    public IdentityProvider identity() {
        return identity;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public String factsTopic() {
        return facts;
    }

    public String packRequestsTopic() {
        return packRequests;
    }

    public URI office(String path) {
        return URI.create(
                "http://127.0.0.1:%s%s".formatted(context.getEnvironment().getProperty("local.server.port"), path));
    }

    /** The operator's port. */
    public URI management(String path) {
        return URI.create(
                "http://127.0.0.1:%s%s".formatted(context.getEnvironment().getProperty("local.management.port"), path));
    }

    public URI reception(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(receptionPort, path));
    }

    /** @param token null for none */
    public HttpResponse<String> get(URI address, @Nullable String token) {
        return send(request(address, token).GET());
    }

    public HttpResponse<String> send(String method, URI address, @Nullable String token, String body) {
        return send(request(address, token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(URI address, @Nullable String token) {
        var request = HttpRequest.newBuilder(address);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** A page, as a browser without script asks for it. */
    public HttpRequest.Builder page(URI address) {
        return request(address, null).header("Accept", "text/html");
    }

    /** A form, as a browser without script sends it. */
    public HttpRequest.Builder form(URI address, String form) {
        return page(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    /** As whoever has somebody to approve what they change, at once. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        var answer = exchange(request);
        var waits = answer.headers().firstValue("Location").filter(place -> place.contains("/change-sets/"));
        return answer.statusCode() == 202 && waits.isPresent() ? approve(waits.get(), request.build()) : answer;
    }

    private HttpResponse<String> approve(String changeSet, HttpRequest asked) {
        var token = identity.token("greta", "*:approver");
        var lookedAt = exchange(request(office(changeSet), token)).headers().firstValue("ETag");
        var approval = request(office(changeSet + "/approve"), token)
                .header("If-Match", lookedAt.orElseThrow())
                .POST(BodyPublishers.noBody());
        asked.headers().firstValue("X-Correlation-Id").ifPresent(id -> approval.header("X-Correlation-Id", id));
        return exchange(approval);
    }

    /** Sends a request, and does nothing more. */
    public HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            var sent = request.build();
            var answer = http.send(sent, BodyHandlers.ofString());
            promised.check(sent, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode json(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
        identity.close();
    }
}
