package org.trustledger.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that is told of changes, can be made to leave calls without an answer, and keeps which it got. */
final class SlowProgram implements AutoCloseable {
    private static final int ANY = 1_000_000;
    private static final String CHALLENGE = "org.trustledger.webhooks.challenge.v1";

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Semaphore room = new Semaphore(ANY);
    private final HttpServer server;

    SlowProgram() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /**
     * A call about changes.
     *
     * @param id by which the program knows whether it had it before
     */
    record Call(String id, JsonNode event) {}

    String host() {
        return "127.0.0.1:%d".formatted(server.getAddress().getPort());
    }

    List<Call> calls() {
        return calls;
    }

    /** Reads further calls, and answers none of them until it goes on. */
    void stops() {
        room.drainPermits();
    }

    void goesOn() {
        room.release(ANY);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var event = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            if (event.path("type").asString().equals(CHALLENGE)) {
                answer(exchange, event.at("/data/challenge").asString());
                return;
            }
            calls.add(new Call(exchange.getRequestHeaders().getFirst("webhook-id"), event));
            room.acquireUninterruptibly();
            answer(exchange, "taken");
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        goesOn();
        server.stop(0);
    }
}
