package org.trustledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One trust center at an office, over HTTP. */
final class Office {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 500;
    private static final int TRIES = 6;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private final String content;
    private final String token;
    private final PrintWriter errors;
    private final JsonMapper json = JsonMapper.builder().build();

    Office(URI address, String trustCenter, String token, PrintWriter errors) {
        var base = address.toString().replaceAll("/+$", "");
        content = "%s/api/v1/trust-centers/%s/content".formatted(base, trustCenter);
        this.token = token;
        this.errors = errors;
    }

    /**
     * @param facts how many applying would record
     * @param contentPosition to be named when it is applied
     */
    record Plan(String text, int facts, String contentPosition) {}

    /** @param inWords for a person; as JSON otherwise */
    Plan plan(Change change, boolean inWords) {
        var document = change.document();
        var request = request(change.query("?plan=true"))
                .header("Accept", inWords ? "text/plain" : "application/json")
                .header("Content-Type", document.contentType())
                .PUT(BodyPublishers.ofByteArray(document.bytes()));
        var answer = send(request.build());
        expect(answer, document);
        return new Plan(
                answer.body(),
                answer.headers().firstValue("Plan-Facts").map(Integer::valueOf).orElse(0),
                answer.headers().firstValue("ETag").orElse("\"0\""));
    }

    /**
     * Applies what was planned, once, however often the connection breaks; tells how far it has come.
     *
     * @return what was recorded; or the change set, which has a {@code state}, if it waits for somebody else's approval
     *     or for the end of its embargo
     */
    JsonNode apply(Change change, String contentPosition) {
        var document = change.document();
        var id = UUID.randomUUID().toString();
        var request = request(change.query("?plan=false"))
                .header("Accept", "application/json")
                .header("Content-Type", document.contentType())
                .header("If-Match", contentPosition)
                .header("Idempotency-Key", id)
                .header("X-Correlation-Id", id)
                .PUT(BodyPublishers.ofByteArray(document.bytes()))
                .build();
        var sending = CompletableFuture.supplyAsync(() -> send(request), Thread::startVirtualThread);
        var answer = await(sending, id);
        expect(answer, document);
        return json.readTree(answer.body());
    }

    String export(String type) {
        var answer = send(request("").header("Accept", type).GET().build());
        expect(answer, null);
        return answer.body();
    }

    private HttpRequest.Builder request(String query) {
        try {
            return HttpRequest.newBuilder(URI.create(content + query))
                    .timeout(ANSWERING)
                    .header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException e) {
            throw new Trouble("%s is no address of an office, or the token no token.".formatted(content));
        }
    }

    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> sending, String id) {
        var told = "";
        while (true) {
            try {
                return sending.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                told = tell(id, told);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Trouble("Interrupted: whether it was applied is not known. Look at the plan again.");
            }
        }
    }

    /** What is new about a document under way; an office that does not know is no reason to worry. */
    private String tell(String id, String told) {
        try (var http = client()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(content + "/progress/" + id))
                            .timeout(CONNECTING)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return told;
            }
            var step = json.readTree(answer.body());
            var words = switch (step.path("phase").asString()) {
                case "checked" ->
                    "checked: %d items".formatted(step.path("items").asInt());
                case "recording" ->
                    "recording: %d facts".formatted(step.path("facts").asInt());
                default -> step.path("phase").asString();
            };
            if (!words.equals(told)) {
                errors.println(words);
            }
            return words;
        } catch (IOException _) {
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told;
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        var pause = FIRST_PAUSE_MILLIS;
        for (var attempt = 1; ; attempt++) {
            try (var http = client()) {
                var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (attempt == TRIES || !PASSING.contains(answer.statusCode())) {
                    return answer;
                }
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new Trouble("The office at %s does not answer: %s.".formatted(request.uri(), e));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Trouble("Interrupted.");
            }
            errors.println("The office does not answer, trying again.");
            rest(pause);
            pause *= 2;
        }
    }

    private static void rest(long millis) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECTING)
                .build();
    }

    private void expect(HttpResponse<String> answer, @Nullable Document document) {
        if (answer.statusCode() / 100 != 2) {
            throw new Trouble(ProblemInWords.of(problem(answer), document));
        }
    }

    private JsonNode problem(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            return json.createObjectNode()
                    .put("title", "Status " + answer.statusCode())
                    .put("detail", "The address does not answer as an office does: is it the right one?");
        }
    }
}
