package org.trustledger.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.trustledger.standalone.identity.Client;
import org.trustledger.standalone.identity.TokenRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads the sample trust center the way anybody loads content, and waits until readers and the press have caught up.
 */
final class Sample {
    static final String TRUST_CENTER = "nordhamn";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long CATCH_UP_SECONDS = 120;
    private static final long LOOK_MILLIS = 300;

    private final HttpClient http;
    private final Ports ports;
    private final Running running;
    private final Progress progress;

    Sample(HttpClient http, Ports ports, Running running, Progress progress) {
        this.http = http;
        this.ports = ports;
        this.running = running;
        this.progress = progress;
    }

    /** Loads the document unless its trust center exists. */
    void load(Path document, String automationSecret) throws IOException, InterruptedException {
        if (view().isPresent()) {
            progress.say("The trust center %s is there already.", TRUST_CENTER);
        } else {
            put(document, new TokenRequest(ports.issuer()).of(Client.AUTOMATION, automationSecret));
        }
        awaitPacks(awaitView());
    }

    private void put(Path document, String token) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(
                                ports.officeAddress() + "/api/v1/trust-centers/" + TRUST_CENTER + "/content"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/yaml")
                        .timeout(PATIENCE)
                        .PUT(BodyPublishers.ofFile(document))
                        .build(),
                BodyHandlers.ofString());
        switch (answer.statusCode()) {
            case 200, 201 -> {
                var loaded = JsonMapper.shared().readTree(answer.body());
                progress.say(
                        "The sample is loaded: %d facts, position %d.",
                        loaded.path("facts").asInt(), loaded.path("position").asLong());
            }
            case 428 -> progress.say("The trust center %s has content of its own, which stays.", TRUST_CENTER);
            default ->
                throw CannotStart.because(
                        "The office did not take the sample %s: status %d, %s",
                        document, answer.statusCode(), answer.body());
        }
    }

    private JsonNode awaitView() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CATCH_UP_SECONDS);
        while (true) {
            var view = view();
            if (view.isPresent()) {
                progress.say(
                        "The counter shows %s at position %d.",
                        TRUST_CENTER, view.get().path("position").asLong());
                return view.get();
            }
            if (System.nanoTime() > deadline) {
                throw CannotStart.because(
                        "The counter did not show the sample within %d seconds; its log says why.", CATCH_UP_SECONDS);
            }
            running.pause(LOOK_MILLIS);
        }
    }

    private void awaitPacks(JsonNode view) throws IOException, InterruptedException {
        var languages = strings(view.at("/profile/content/languages"));
        var contentPosition = view.path("contentPosition").asLong();
        var told = new HashSet<String>();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CATCH_UP_SECONDS);
        while (!told.containsAll(languages)) {
            for (var pack : packs()) {
                if (pack.path("contentPosition").asLong() == contentPosition
                        && languages.contains(pack.path("language").asString())
                        && told.add(pack.path("language").asString())) {
                    progress.say(
                            "The trust pack in %s is issued: %d pages.",
                            pack.path("language").asString(), pack.path("pages").asInt());
                }
            }
            if (System.nanoTime() > deadline) {
                throw CannotStart.because(
                        "The packs of the sample were not issued within %d seconds; the log of the press says why.",
                        CATCH_UP_SECONDS);
            }
            if (!told.containsAll(languages)) {
                running.pause(LOOK_MILLIS);
            }
        }
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private Optional<JsonNode> view() throws IOException, InterruptedException {
        var answer = get("/api/v1/trust-centers/" + TRUST_CENTER);
        return answer.statusCode() == 200 ? Optional.of(JsonMapper.shared().readTree(answer.body())) : Optional.empty();
    }

    private List<JsonNode> packs() throws IOException, InterruptedException {
        var answer = get("/api/v1/trust-centers/" + TRUST_CENTER + "/packs");
        return answer.statusCode() == 200
                ? JsonMapper.shared()
                        .readTree(answer.body())
                        .path("packs")
                        .valueStream()
                        .toList()
                : Stream.<JsonNode>empty().toList();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(ports.siteAddress() + path))
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
    }
}
