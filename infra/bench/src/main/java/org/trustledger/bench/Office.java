package org.trustledger.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.trustledger.backing.DatabaseRoles;
import tools.jackson.databind.json.JsonMapper;

/** An office of its own, as infra/start runs one, spoken to over HTTP. */
final class Office implements AutoCloseable {
    private static final Pattern POSITION = Pattern.compile("\"position\":(\\d+)");

    private final HttpClient http;
    private final Companion service;
    private final DatabaseRoles database;
    private final String address;
    private final Issuer issuer;

    private Office(HttpClient http, Companion service, DatabaseRoles database, String address, Issuer issuer) {
        this.http = http;
        this.service = service;
        this.database = database;
        this.address = address;
        this.issuer = issuer;
    }

    /** @param name of its database and its topics */
    static Office start(Surroundings surroundings, String name, String heap) {
        return start(surroundings, name, heap, Map.of());
    }

    /** @param more settings, beyond those that every office needs */
    static Office start(Surroundings surroundings, String name, String heap, Map<String, String> more) {
        var database = surroundings.database(name);
        var port = Ports.free();
        var settings = new HashMap<String, String>();
        settings.put("server.port", Integer.toString(port));
        settings.put("server.address", "127.0.0.1");
        settings.put("management.server.port", "0");
        settings.putAll(Surroundings.settings(database));
        settings.put("trust-ledger.identity.issuer", surroundings.issuer().address());
        settings.put("trust-ledger.identity.audience", "trust-ledger");
        settings.put("trust-ledger.actors.secret", "0123456789abcdef0123456789abcdef");
        settings.put("trust-ledger.kafka.bootstrap-servers", surroundings.bootstrapServers());
        settings.put("trust-ledger.topics.facts", factsOf(name));
        settings.put("trust-ledger.topics.pack-requests", name + ".pack-requests");
        settings.put("trust-ledger.reception.port", Integer.toString(Ports.free()));
        settings.put("trust-ledger.reception.address", "127.0.0.1");
        settings.putAll(more);
        var address = "http://127.0.0.1:" + port;
        var http = surroundings.closeAtTheEnd(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        var service = surroundings.service("command-service", heap, settings);
        service.awaitAnswer(http, URI.create(address + "/api/v1/content-schema"));
        return new Office(http, service, database, address, surroundings.issuer());
    }

    static String factsOf(String name) {
        return name + ".facts";
    }

    DatabaseRoles database() {
        return database;
    }

    /**
     * Loads a document into an empty trust center.
     *
     * @return the position reached
     */
    long load(String trustCenter, String type, byte[] document) throws IOException, InterruptedException {
        return apply(content(trustCenter, type, document).build());
    }

    /**
     * Applies a document to what was recorded up to a position, with somebody else's approval.
     *
     * @return the position reached
     */
    long change(String trustCenter, String type, byte[] document, long basedOn)
            throws IOException, InterruptedException {
        var asked = http.send(
                content(trustCenter, type, document)
                        .header("If-Match", "\"%d\"".formatted(basedOn))
                        .build(),
                BodyHandlers.ofString());
        if (asked.statusCode() != 202) {
            throw new IllegalStateException("The office answered %d: %s".formatted(asked.statusCode(), asked.body()));
        }
        var changeSet = JsonMapper.shared().readTree(asked.body());
        return apply(HttpRequest.newBuilder(URI.create(address)
                        .resolve(asked.headers().firstValue("Location").orElseThrow() + "/approve"))
                .header("Authorization", "Bearer " + issuer.approval())
                .header("If-Match", "\"%s\"".formatted(changeSet.path("since").asString()))
                .timeout(Duration.ofMinutes(10))
                .POST(BodyPublishers.noBody())
                .build());
    }

    /** MB of its heap that a whole collection leaves. */
    double liveHeap() throws IOException, InterruptedException {
        return service.liveHeap();
    }

    private HttpRequest.Builder content(String trustCenter, String type, byte[] document) {
        return HttpRequest.newBuilder(URI.create("%s/api/v1/trust-centers/%s/content".formatted(address, trustCenter)))
                .header("Authorization", "Bearer " + issuer.token())
                .header("Content-Type", type)
                .timeout(Duration.ofMinutes(10))
                .PUT(BodyPublishers.ofByteArray(document));
    }

    private long apply(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        var position = POSITION.matcher(answer.body());
        if (answer.statusCode() / 100 != 2 || !position.find()) {
            throw new IllegalStateException("The office answered %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        return Long.parseLong(position.group(1));
    }

    @Override
    public void close() {
        service.close();
    }
}
