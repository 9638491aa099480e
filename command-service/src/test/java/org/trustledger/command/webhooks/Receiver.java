package org.trustledger.command.webhooks;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An endpoint on loopback that keeps what it gets and answers as the test says. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile Function<Got, Said> answer = _ -> new Said(204, Map.of(), "");

    /** A call as it came. */
    public record Got(String method, String target, Headers headers, String body) {
        /** The first of that name; null if there is none. */
        public @Nullable String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** What is answered. */
    public record Said(int status, Map<String, String> headers, String body) {}

    private Receiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static Receiver start() throws IOException {
        return new Receiver(HttpServer.create(anyPort(), 0));
    }

    /** @param identity with the certificate it shows */
    static Receiver startSecure(SSLContext identity) throws IOException {
        var server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return new Receiver(server);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** All calls so far, to be cleared by whoever has seen them. */
    public List<Got> got() {
        return got;
    }

    void answers(int status) {
        answers(status, Map.of(), "");
    }

    void answers(int status, Map<String, String> headers, String body) {
        answers(_ -> new Said(status, headers, body));
    }

    public void answers(Function<Got, Said> answer) {
        this.answer = answer;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var one = new Got(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            got.add(one);
            var said = answer.apply(one);
            var body = said.body().getBytes(StandardCharsets.UTF_8);
            said.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
