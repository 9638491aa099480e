package org.trustledger.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.trustledger.backing.DatabaseRoles;

/** A counter of its own, as infra/start runs one. */
final class Counter implements AutoCloseable {
    private final Companion process;
    private final String address;

    private Counter(Companion process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Returns as soon as the process has begun. */
    static Counter begin(Surroundings surroundings, DatabaseRoles database, String topic, Path archive) {
        var port = Ports.free();
        var settings = settings(surroundings, database, topic, archive, port);
        return new Counter(surroundings.service("query-service", "256m", settings), "http://127.0.0.1:" + port);
    }

    /** Makes the views anew and returns when that is done. */
    static void rebuild(Surroundings surroundings, DatabaseRoles database, String topic, Path archive)
            throws InterruptedException {
        var settings = settings(surroundings, database, topic, archive, 0);
        try (var task = surroundings.service("query-service", "256m", settings, "rebuild")) {
            task.mustSucceed();
        }
    }

    private static Map<String, String> settings(
            Surroundings surroundings, DatabaseRoles database, String topic, Path archive, int port) {
        var settings = new HashMap<>(Surroundings.settings(database));
        settings.put("server.port", Integer.toString(port));
        settings.put("server.address", "127.0.0.1");
        settings.put("management.server.port", "0");
        settings.put("trust-ledger.kafka.bootstrap-servers", surroundings.bootstrapServers());
        settings.put("trust-ledger.topics.facts", topic);
        settings.put("trust-ledger.reception.url", "http://127.0.0.1:9");
        settings.put("trust-ledger.archive.directory", archive.toString());
        settings.put("trust-ledger.public-base", "http://127.0.0.1:" + port);
        return settings;
    }

    /** Waits until a trust center is shown, at a position at least. */
    Counter awaitPosition(HttpClient http, String trustCenter, long position) {
        process.awaitAnswer(http, view(trustCenter, "?min-position=" + position));
        return this;
    }

    URI view(String trustCenter, String query) {
        return at("/api/v1/trust-centers/" + trustCenter + query);
    }

    URI differences(String trustCenter, String query) {
        return at("/api/v1/trust-centers/%s/differences%s".formatted(trustCenter, query));
    }

    URI at(String path) {
        return URI.create(address + path);
    }

    @Override
    public void close() {
        process.close();
    }
}
