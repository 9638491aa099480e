package org.trustledger.command.webhooks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.command.webhooks.Outcome.Why;

/** What becomes of calls, with servers of every kind on this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallerTest {
    private static final String NAME = "hooks.fjordsky.example";
    private static final String EVENT = "{\"specversion\":\"1.0\",\"data\":{\"says\":\"Språk är ord – 言葉\"}}";
    private static final Caller.Patience SHORT =
            new Caller.Patience(Duration.ofMillis(700), Duration.ofMillis(900), Duration.ofMillis(1_800));
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final WebhookSecret secret = WebhookSecret.fresh(new SecureRandom());
    private final Names loopback = (_, _) -> List.of(InetAddress.getLoopbackAddress());
    private final List<Caller> callers = new ArrayList<>();
    private @Nullable Certificates certificates;

    @BeforeAll
    void certify(@TempDir Path directory) throws IOException, InterruptedException {
        certificates = Certificates.in(directory)
                .certify("good", NAME)
                .certify("of-another", "hooks.elsewhere.example")
                .certify("expired", NAME, "-startdate", "-30d", "-validity", "10")
                .selfSign("of-nobody", NAME);
    }

    @AfterEach
    void end() {
        callers.forEach(Caller::destroy);
        callers.clear();
    }

    @Test
    void anEventArrivesAsItIsAndSigned() throws Exception {
        try (var receiver = Receiver.start()) {
            var outcome = caller(receiver.port()).call(call(receiver.port(), "/in//a;b?token=%2F&x"));

            assertThat(outcome).isEqualTo(new Outcome.Accepted(204));
            var got = receiver.got().getFirst();
            assertThat(got.method()).isEqualTo("POST");
            assertThat(got.target()).isEqualTo("/in//a;b?token=%2F&x");
            assertThat(got.body()).isEqualTo(EVENT);
            assertThat(got.headers().keySet())
                    .containsExactlyInAnyOrder(
                            "Host",
                            "Connection",
                            "User-agent",
                            "Content-type",
                            "Content-length",
                            "Webhook-id",
                            "Webhook-timestamp",
                            "Webhook-signature");
            assertThat(got.header("Content-Type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
            assertThat(got.header("Host")).isEqualTo(NAME + ":" + receiver.port());
            assertThat(got.header("webhook-id")).isEqualTo("told-1");
            assertThatCode(() -> new Webhook(secret.text()).verify(got.body(), got.headers()))
                    .doesNotThrowAnyException();
        }
    }

    static Stream<Arguments> statuses() {
        return Stream.concat(
                IntStream.of(200, 201, 202, 204, 226, 299)
                        .mapToObj(status -> Arguments.of(status, new Outcome.Accepted(status))),
                Stream.concat(
                        Stream.of(Arguments.of(410, new Outcome.Gone())),
                        IntStream.of(
                                        300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 407, 409, 413, 429, 500,
                                        502, 503, 504, 599)
                                .mapToObj(status -> Arguments.of(status, new Outcome.Refused(status, null)))));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void whatAStatusMeans(int status, Outcome outcome) throws Exception {
        try (var receiver = Receiver.start()) {
            receiver.answers(status);

            assertThat(caller(receiver.port()).call(call(receiver.port(), "/in")))
                    .isEqualTo(outcome);
            assertThat(receiver.got()).as("one attempt is one").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsFollowedNowhere(int status) throws Exception {
        try (var receiver = Receiver.start();
                var inside = Receiver.start()) {
            receiver.answers(status, Map.of("Location", "http://127.0.0.1:%d/secret".formatted(inside.port())), "");
            var caller = caller(List.of(NAME, "127.0.0.1"), loopback);

            assertThat(caller.call(call(receiver.port(), "/in"))).isEqualTo(new Outcome.Refused(status, null));
            assertThat(inside.got()).isEmpty();
        }
    }

    @Test
    void anEndpointSaysWhenItWantsToBeCalledAgain() throws Exception {
        try (var receiver = Receiver.start()) {
            var caller = caller(receiver.port());
            var call = call(receiver.port(), "/in");

            receiver.answers(503, Map.of("Retry-After", "120"), "");
            assertThat(caller.call(call)).isEqualTo(new Outcome.Refused(503, Duration.ofMinutes(2)));

            var inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.now().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
            receiver.answers(429, Map.of("Retry-After", inAnHour), "");
            assertThat(caller.call(call))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(requireNonNull(refused.retryAfter()))
                                    .isBetween(Duration.ofMinutes(58), Duration.ofMinutes(61)));

            for (var nonsense : List.of("soon", "-5", "99999999999999999999", "")) {
                receiver.answers(503, Map.of("Retry-After", nonsense), "");
                assertThat(caller.call(call)).isEqualTo(new Outcome.Refused(503, null));
            }
        }
    }

    @Test
    void nothingIsKeptFromOneCallToTheNextNorShownToWhoAsks() throws Exception {
        try (var receiver = Receiver.start()) {
            var caller = caller(receiver.port());
            receiver.answers(
                    401, Map.of("Set-Cookie", "seen=1; Path=/", "WWW-Authenticate", "Basic realm=\"who\""), "no");

            caller.call(call(receiver.port(), "/in"));
            caller.call(call(receiver.port(), "/in"));

            assertThat(receiver.got())
                    .hasSize(2)
                    .allSatisfy(got -> assertThat(got.headers().keySet()).doesNotContain("Cookie", "Authorization"));
        }
    }

    @Test
    void aNameThatLeadsToThisMachineIsCalledOnlyIfItIsAllowedThere() throws Exception {
        try (var receiver = Receiver.startSecure(certificates().identity("good"))) {
            var call = call("https", NAME, receiver.port(), "/in");

            assertThat(caller(List.of(), loopback).call(call))
                    .isEqualTo(new Outcome.Unreachable(Why.NO_PUBLIC_ADDRESS));
            assertThat(caller(List.of(NAME + ":1"), loopback).call(call))
                    .isEqualTo(new Outcome.Unreachable(Why.NO_PUBLIC_ADDRESS));
            assertThat(receiver.got()).isEmpty();
            assertThat(caller(List.of(NAME + ":" + receiver.port()), loopback).call(call))
                    .isEqualTo(new Outcome.Accepted(204));
        }
    }

    @Test
    void theNameOfThisMachineIsOneOfThose() throws Exception {
        var names = new SystemNames();
        try (var server = BadServer.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(caller(List.of(), names).call(call("https", "localhost", server.port(), "/in")))
                    .isEqualTo(new Outcome.Unreachable(Why.NO_PUBLIC_ADDRESS));
            assertThat(server.connections()).isZero();
            assertThat(caller(List.of("localhost"), names).call(call("http", "localhost", server.port(), "/in")))
                    .isEqualTo(new Outcome.Accepted(204));
        } finally {
            names.destroy();
        }
    }

    @Test
    void whoseNameIsNotLookedUpForOthersAreIsNotAtFault() throws Exception {
        Names busy = (_, _) -> {
            throw new NamesBusy();
        };
        var outcome = caller(List.of(), busy).call(call("https", NAME, 443, "/in"));

        assertThat(outcome).isEqualTo(new Outcome.Unreachable(Why.BUSY));
        assertThat(Failing.NOT.after(outcome, false, Instant.EPOCH)).isEqualTo(Failing.NOT);
    }

    @Test
    void aNameIsLookedUpOnceForEachCall() throws Exception {
        try (var receiver = Receiver.start()) {
            var lookedUp = new AtomicInteger();
            // From the second look on it leads to where nobody listens.
            Names rebinding = (_, _) ->
                    List.of(InetAddress.ofLiteral(lookedUp.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.9"));
            var caller = caller(List.of(NAME), rebinding);

            assertThat(caller.call(call(receiver.port(), "/in"))).isEqualTo(new Outcome.Accepted(204));
            assertThat(lookedUp).hasValue(1);
            assertThat(caller.call(call(receiver.port(), "/in"))).isEqualTo(new Outcome.Unreachable(Why.NO_CONNECTION));
            assertThat(lookedUp).hasValue(2);
        }
    }

    @Test
    void ofSeveralAddressesTheNextIsTried() throws Exception {
        try (var receiver = Receiver.start()) {
            Names two = (_, _) -> List.of(InetAddress.ofLiteral("127.0.0.9"), InetAddress.ofLiteral("127.0.0.1"));

            assertThat(caller(List.of(NAME), two).call(call(receiver.port(), "/in")))
                    .isEqualTo(new Outcome.Accepted(204));
        }
    }

    @Test
    void noProxyOfTheMachineIsUsed() throws Exception {
        try (var receiver = Receiver.start();
                var proxy = BadServer.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
            var settings = Map.of(
                    "http.proxyHost", "127.0.0.1",
                    "http.proxyPort", Integer.toString(proxy.port()),
                    "http.nonProxyHosts", "",
                    "socksProxyHost", "127.0.0.1",
                    "socksProxyPort", Integer.toString(proxy.port()),
                    "socksNonProxyHosts", "");
            settings.forEach(System::setProperty);
            try {
                assertThat(caller(receiver.port()).call(call(receiver.port(), "/in")))
                        .isEqualTo(new Outcome.Accepted(204));
            } finally {
                settings.keySet().forEach(System::clearProperty);
            }
            assertThat(proxy.connections()).isZero();
        }
    }

    static Stream<Arguments> badServers() {
        var ok = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                bad("closes at once", Why.BROKEN_OFF, () -> BadServer.that((_, _, _) -> {})),
                bad("closes when it was asked", Why.BROKEN_OFF, () -> BadServer.saying("")),
                bad("closes in the middle of the status", Why.BROKEN_OFF, () -> BadServer.saying("HTTP/1.1 20")),
                bad("closes in the middle of a header", Why.NOT_HTTP, () -> BadServer.saying(ok + "Server: x\r\nDa")),
                bad("says nothing", Why.TOO_SLOW, () -> BadServer.repeating("", "", 100)),
                bad("says a byte now and then", Why.TOO_SLOW, () -> BadServer.repeating(ok + "X: ", "x", 100)),
                bad("says a header now and then", Why.TOO_SLOW, () -> BadServer.repeating(ok, "X: x\r\n", 100)),
                bad(
                        "goes on announcing",
                        Why.TOO_SLOW,
                        () -> BadServer.repeating("", "HTTP/1.1 103 Early Hints\r\n\r\n", 10)),
                bad("has headers without end", Why.NOT_HTTP, () -> BadServer.repeating(ok, "X: x\r\n", 0)),
                bad(
                        "has a header without end",
                        Why.NOT_HTTP,
                        () -> BadServer.repeating(ok + "X: ", "x".repeat(999), 0)),
                bad(
                        "has a status without end",
                        Why.NOT_HTTP,
                        () -> BadServer.repeating("HTTP/1.1 200 ", "x".repeat(999), 0)),
                bad("speaks otherwise", Why.BROKEN_OFF, () -> BadServer.saying("SSH-2.0-OpenSSH_9.9\r\n")),
                bad("speaks otherwise without end", Why.NOT_HTTP, () -> BadServer.repeating("", "no idea\r\n", 0)),
                bad("speaks a later version", Why.NOT_HTTP, () -> BadServer.saying("HTTP/7.0 200 OK\r\n\r\n")),
                bad(
                        "changes the protocol",
                        Why.NOT_HTTP,
                        () -> BadServer.saying(
                                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n")));
    }

    private interface Start {
        BadServer start() throws IOException;
    }

    private static Arguments bad(String what, Why why, Start server) {
        return Arguments.of(what, why, server);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badServers")
    void aServerThatDoesNotAnswer(String what, Why why, Start start) throws Exception {
        try (var server = start.start()) {
            var begun = System.nanoTime();

            assertThat(caller(server.port()).call(call(server.port(), "/in"))).isEqualTo(new Outcome.Unreachable(why));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(SHORT.whole().plus(MARGIN));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "slow body,200,'Content-Length: 100',x,100",
        "body without end,200,'Content-Length: 99999999999',xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,0",
        "chunks without end,200,'Transfer-Encoding: chunked','1\r\nx\r\n',0",
        "no length,200,'X: x',xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,0",
        "chunk of nonsense,200,'Transfer-Encoding: chunked','nonsense\r\n',100",
        "gzip that is none,200,'Content-Encoding: gzip',x,100"
    })
    void whoeverHasAnsweredHasHoweverTheBodyGoesOn(String what, int status, String header, String more, int pause)
            throws Exception {
        var head = "HTTP/1.1 %d OK\r\n%s\r\n\r\n".formatted(status, header);
        try (var server = BadServer.repeating(head, more, pause)) {
            var begun = System.nanoTime();

            assertThat(caller(server.port()).call(call(server.port(), "/in"))).isEqualTo(new Outcome.Accepted(200));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(SHORT.whole().plus(MARGIN));
        }
    }

    @Test
    void whoeverHangsUpAfterTheStatusHasAnswered() throws Exception {
        try (var server = BadServer.saying("HTTP/1.1 200 OK\r\nServer: x\r\n")) {
            assertThat(caller(server.port()).call(call(server.port(), "/in"))).isEqualTo(new Outcome.Accepted(200));
        }
    }

    @Test
    void whereNobodyListensThereIsNoConnection() throws Exception {
        int port;
        try (var server = BadServer.saying("")) {
            port = server.port();
        }

        assertThat(caller(port).call(call(port, "/in"))).isEqualTo(new Outcome.Unreachable(Why.NO_CONNECTION));
    }

    @Test
    void whereNobodyPicksUpItTakesTooLong() throws Exception {
        var here = InetAddress.getLoopbackAddress();
        try (var deaf = new ServerSocket(0, 1, here)) {
            var port = deaf.getLocalPort();
            // Until whoever waits to be picked up fills the queue.
            var waiting = new ArrayList<Socket>();
            await().until(() -> {
                var socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(new InetSocketAddress(here, port), 300);
                    return false;
                } catch (IOException _) {
                    return true;
                }
            });

            assertThat(caller(port).call(call(port, "/in"))).isEqualTo(new Outcome.Unreachable(Why.TOO_SLOW));
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"good,", "of-another,NOT_SECURE", "expired,NOT_SECURE", "of-nobody,NOT_SECURE"})
    void aCertificateIsOfTheNameAndVouchedForAndValid(String certificate, @Nullable Why why) throws Exception {
        try (var receiver = Receiver.startSecure(certificates().identity(certificate))) {
            var outcome = caller(receiver.port()).call(call("https", NAME, receiver.port(), "/in"));

            assertThat(outcome).isEqualTo(why == null ? new Outcome.Accepted(204) : new Outcome.Unreachable(why));
            assertThat(receiver.got()).hasSize(why == null ? 1 : 0);
        }
    }

    @Test
    void whoOfTheseTestsVouchesVouchesForNobodyElse() throws Exception {
        try (var receiver = Receiver.startSecure(certificates().identity("good"))) {
            var caller = new Caller(
                    new WebhookSettings(List.of(NAME)),
                    loopback,
                    SSLContexts.createDefault(),
                    SHORT,
                    Clock.systemUTC());
            callers.add(caller);

            assertThat(caller.call(call("https", NAME, receiver.port(), "/in")))
                    .isEqualTo(new Outcome.Unreachable(Why.NOT_SECURE));
        }
    }

    @Test
    void whoSpeaksNoTlsIsNotSecure() throws Exception {
        try (var server = BadServer.saying("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(caller(server.port()).call(call("https", NAME, server.port(), "/in")))
                    .isEqualTo(new Outcome.Unreachable(Why.NOT_SECURE));
        }
    }

    @Test
    void aHandshakeThatGoesOnAndOnIsEndedAtEveryAddress() throws Exception {
        // A record of TLS that is announced as long as one can be, and comes by the byte.
        try (var server = BadServer.repeating("\u0016\u0003\u0003\u003f\u00ff", "\u0002", 100)) {
            Names many = (_, _) -> IntStream.rangeClosed(1, 8)
                    .mapToObj(each -> InetAddress.ofLiteral("127.0.0.1"))
                    .toList();
            var begun = System.nanoTime();

            assertThat(caller(List.of(NAME), many).call(call("https", NAME, server.port(), "/in")))
                    .isEqualTo(new Outcome.Unreachable(Why.TOO_SLOW));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(SHORT.whole().plus(MARGIN));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void fourCallsAtOnceGoToAHostAndOthersKeepNobodyWaiting() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var receiver = Receiver.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var patient = new Caller.Patience(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(60));
            var caller = new Caller(
                    new WebhookSettings(List.of(NAME, "elsewhere.example")),
                    loopback,
                    certificates().trust(),
                    patient,
                    Clock.systemUTC());
            callers.add(caller);
            receiver.answers(got -> {
                await().until(() -> got.target().equals("/fast") || goOn.getCount() == 0);
                return new Receiver.Said(204, Map.of(), "");
            });
            var slow = call(receiver.port(), "/slow");

            var underWay = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> caller.call(slow)))
                    .toList();
            await().until(() -> receiver.got().size() == 4);
            var waits = threads.submit(() -> caller.call(slow));

            assertThat(caller.tryCall(slow)).isEmpty();
            assertThat(caller.tryCall(call("http", "elsewhere.example", receiver.port(), "/fast")))
                    .contains(new Outcome.Accepted(204));
            assertThat(receiver.got()).as("the one that waits is not made yet").hasSize(5);

            goOn.countDown();
            for (var each : Stream.concat(underWay.stream(), Stream.of(waits)).toList()) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(new Outcome.Accepted(204));
            }
            assertThat(caller.tryCall(call(receiver.port(), "/fast"))).contains(new Outcome.Accepted(204));
        }
    }

    @Test
    void aCallThatWaitsForOthersInVainIsNotMade() throws Exception {
        try (var server = BadServer.repeating("HTTP/1.1 200 OK\r\nX: ", "x", 100);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var turns = new Turns(1, 10);

            assertThat(turns.take(NAME, Duration.ZERO)).isTrue();
            assertThat(turns.take(NAME, Duration.ofMillis(100))).isFalse();
            var next = threads.submit(() -> turns.take(NAME, Duration.ofSeconds(30)));
            turns.end(NAME);
            assertThat(next.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void anInterruptedCallHasNoOutcome() throws Exception {
        try (var server = BadServer.repeating("", "", 100)) {
            var caller = caller(server.port());
            var call = call(server.port(), "/in");
            var outcome = new FutureTask<>(() -> caller.call(call));
            var thread = Thread.ofVirtual().start(outcome);
            await().until(() -> server.connections() == 1);

            thread.interrupt();

            assertThatThrownBy(outcome::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    private Caller caller(int allowedPort) {
        return caller(List.of(NAME + ":" + allowedPort), loopback);
    }

    private Caller caller(List<String> allowed, Names names) {
        try {
            var caller = new Caller(
                    new WebhookSettings(allowed), names, certificates().trust(), SHORT, Clock.systemUTC());
            callers.add(caller);
            return caller;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Certificates certificates() {
        return requireNonNull(certificates);
    }

    private SignedCall call(int port, String target) {
        return call("http", NAME, port, target);
    }

    private SignedCall call(String scheme, String name, int port, String target) {
        var endpoint = new Endpoints(new WebhookSettings(List.of(name)))
                .of("%s://%s:%d%s".formatted(scheme, name, port, target));
        return new SignedCall("nordhamn", endpoint, "told-1", EVENT, List.of(secret));
    }
}
