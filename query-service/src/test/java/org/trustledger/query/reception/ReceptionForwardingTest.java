package org.trustledger.query.reception;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.trustledger.query.Counter;

/** What the counter hands on it hands on as it is, and nobody learns from its log whose link was followed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceptionForwardingTest {
    private static final String SECRET = "s3cret-of-a-reader";
    private static final String LINK = "/reception/nordhamn/subscriptions/" + SECRET;

    private final AtomicReference<String> seen = new AtomicReference<>("");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final HttpServer reception;
    private Counter counter;

    ReceptionForwardingTest(@TempDir Path archive) throws IOException {
        reception = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        counter = Counter.withArchive(archive);
    }

    @BeforeAll
    void start() {
        reception.createContext("/", exchange -> {
            seen.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var body = "seen".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add(
                            "Content-Type",
                            exchange.getRequestURI().getPath().endsWith("/odd") ? "no type" : "text/plain");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        reception.start();
        counter = counter.receptionAt(
                        "http://localhost:" + reception.getAddress().getPort())
                .start();
    }

    @AfterAll
    void close() {
        counter.close();
        reception.stop(0);
    }

    @BeforeEach
    void listen() {
        log.list.clear();
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root().detachAppender(log);
    }

    @Test
    void whateverFailsNoLinkOfAReaderIsInTheLog() throws IOException {
        for (var path : List.of("subscriptions", "unsubscribe", "stop", "webhooks")) {
            assertThat(counter.get("/reception/nordhamn/%s/%s/odd".formatted(path, SECRET))
                            .statusCode())
                    .as("what the reception says cannot be handed back")
                    .isEqualTo(500);
        }
        assertThat(logged()).contains("/reception/nordhamn/subscriptions/…").doesNotContain(SECRET);

        assertThat(raw("GET %s?x=%%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(LINK)))
                .as("no query")
                .startsWith("HTTP/1.1 404");
        assertThat(raw("GET %s|x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(LINK)))
                .as("no address")
                .startsWith("HTTP/1.1 400");
        assertThat(counter.get(LINK + "?x=%c3%a5").statusCode()).isEqualTo(200);
        assertThat(logged()).doesNotContain(SECRET);
    }

    @Test
    void aRequestThatBreaksOffIsNoFailureOfOurs() throws IOException {
        for (var rest : List.of(
                "Content-Length: 100\r\n\r\ndo=lea", "Transfer-Encoding: chunked\r\n\r\n5\r\ndo=le\r\nno chunk\r\n")) {
            var answer =
                    raw("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n%s"
                            .formatted(LINK, rest));
            assertThat(answer).startsWith("HTTP/1.1 400");
        }
        assertThat(log.list).as(logged()).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
        assertThat(seen.get()).isNotEqualTo("do=lea");
    }

    @Test
    void aFormOfPartsIsHandedOnUnread() {
        var body = "--b\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nleave\r\n--b--\r\n";

        var answer = counter.post(LINK, body, "Content-Type", "multipart/form-data; boundary=b");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(seen.get()).isEqualTo(body);
    }

    /** Sends what no client library would, and nothing after it. */
    private String raw(String request) throws IOException {
        var address = URI.create(counter.address());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
