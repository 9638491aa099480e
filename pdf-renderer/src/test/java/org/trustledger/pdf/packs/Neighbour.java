package org.trustledger.pdf.packs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Another server as the press meets it: answers by correlation id, and remembers what it was asked. */
final class Neighbour {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Call> passing = new CopyOnWriteArrayList<>();
    private final Predicate<Call> passes;

    record Answer(int status, byte[] body) {
        static Answer of(int status, String body) {
            return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    record Call(String method, String path, String query, String correlationId, String authorization, String body) {}

    Neighbour() {
        this(_ -> false);
    }

    /** @param passes which calls are taken note of apart, and answered with nothing but yes */
    Neighbour(Predicate<Call> passes) {
        this.passes = passes;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:%d".formatted(server.getAddress().getPort());
    }

    /** What requests with that correlation id are answered, one after the other; the last answer again and again. */
    void answers(String correlationId, Answer... inTurn) {
        answers.put(correlationId, new ConcurrentLinkedDeque<>(List.of(inTurn)));
    }

    List<Call> calls(String correlationId) {
        return calls.stream()
                .filter(call -> call.correlationId().equals(correlationId))
                .toList();
    }

    /** Those taken note of apart. */
    List<Call> passing(String correlationId) {
        return passing.stream()
                .filter(call -> call.correlationId().equals(correlationId))
                .toList();
    }

    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var correlationId = String.valueOf(headers.getFirst("X-Correlation-Id"));
            var call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestURI().getQuery()),
                    correlationId,
                    String.valueOf(headers.getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (passes.test(call)) {
                passing.add(call);
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            calls.add(call);
            var inTurn = answers.getOrDefault(
                    correlationId, answers.get(exchange.getRequestURI().getPath()));
            var answer = inTurn == null
                    ? Answer.of(500, "nothing was prepared for " + correlationId)
                    : inTurn.size() > 1 ? inTurn.removeFirst() : inTurn.getFirst();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }
}
