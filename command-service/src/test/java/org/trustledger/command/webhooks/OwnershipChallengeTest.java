package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trustledger.events.FactCodec;
import org.trustledger.events.TrustCenterId;
import tools.jackson.databind.JsonNode;

/** Who has shown that an endpoint is theirs. */
class OwnershipChallengeTest {
    private static final TrustCenterId FJORDSKY = new TrustCenterId("fjordsky");
    private static final String NAME = "hooks.fjordsky.example";

    private final WebhookSettings settings = new WebhookSettings(List.of(NAME));
    private final WebhookSecret secret = WebhookSecret.fresh(new SecureRandom());
    private final Caller caller = new Caller(
            settings,
            (_, _) -> List.of(InetAddress.getLoopbackAddress()),
            SSLContexts.createDefault(),
            new Caller.Patience(Duration.ofMillis(700), Duration.ofMillis(900), Duration.ofMillis(1_800)),
            Clock.systemUTC());
    private final OwnershipChallenge challenge = new OwnershipChallenge(caller, Clock.systemUTC());
    private Receiver receiver = start();

    private static Receiver start() {
        try {
            return Receiver.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void begin() {
        receiver.close();
        receiver = start();
    }

    @AfterEach
    void end() {
        receiver.close();
        caller.destroy();
    }

    static Stream<Arguments> shown() {
        return Stream.of(
                answer("JSON", "{\"challenge\": \"%s\"}"::formatted),
                answer("JSON with more", " {\"ok\": true, \"challenge\": \"%s\", \"at\": [1, null]}\n"::formatted),
                answer("text", "%s"::formatted),
                answer("text with a line's end", "%s\r\n"::formatted));
    }

    static Stream<Arguments> notShown() {
        return Stream.of(
                answer("nothing", _ -> ""),
                answer("something else", _ -> "ok"),
                answer("more beside it", "challenge=%s"::formatted),
                answer("less", each -> each.substring(1)),
                answer("in other letters", String::toLowerCase),
                answer("another member", "{\"data\": {\"challenge\": \"%s\"}}"::formatted),
                answer("a list", "[\"%s\"]"::formatted),
                answer("a list in the member", "{\"challenge\": [\"%s\"]}"::formatted),
                answer("no whole JSON", "{\"challenge\": \"%s\""::formatted),
                answer("after what is read", each -> " ".repeat(16 * 1024) + each),
                answer("deep JSON", _ -> "{\"challenge\":".repeat(1_200)));
    }

    private static Arguments answer(String what, UnaryOperator<String> body) {
        return Arguments.of(what, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shown")
    void whoAnswersWithTheChallengeHasShownIt(String what, UnaryOperator<String> body) throws Exception {
        receiver.answers(got -> new Receiver.Said(200, Map.of(), body.apply(challenge(got))));

        assertThat(ask()).isEqualTo(new Ownership.Shown());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notShown")
    void whoAnswersOtherwiseHasNot(String what, UnaryOperator<String> body) throws Exception {
        receiver.answers(got -> new Receiver.Said(200, Map.of(), body.apply(challenge(got))));

        assertThat(ask()).isEqualTo(new Ownership.AnsweredOtherwise());
    }

    @Test
    void whoRepeatsWhatItIsToldHasShownNothing() throws Exception {
        receiver.answers(got -> new Receiver.Said(200, Map.of("Content-Type", "application/json"), got.body()));

        assertThat(ask()).isEqualTo(new Ownership.AnsweredOtherwise());
    }

    @Test
    void whoDoesNotTakeItHasNotWhateverItAnswers() throws Exception {
        receiver.answers(got -> new Receiver.Said(404, Map.of(), challenge(got)));

        assertThat(ask()).isEqualTo(new Ownership.NotTaken(new Outcome.Refused(404, null)));
    }

    @Test
    void whoTakesTooLongToAnswerHasNot() throws Exception {
        try (var server = BadServer.repeating("HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n", "x", 100)) {
            assertThat(challenge.ask(FJORDSKY, endpoint(server.port()), secret))
                    .isEqualTo(new Ownership.NotTaken(new Outcome.Unreachable(Outcome.Why.TOO_SLOW)));
        }
    }

    @Test
    void aChallengeIsASignedEventAndNeverTheSameAgain() throws Exception {
        ask();
        ask();

        assertThat(receiver.got()).hasSize(2).allSatisfy(got -> {
            assertThatCode(() -> new Webhook(secret.text()).verify(got.body(), got.headers()))
                    .doesNotThrowAnyException();
            var event = event(got);
            assertThat(event.propertyNames())
                    .containsExactly("specversion", "id", "source", "type", "time", "datacontenttype", "data");
            assertThat(event.path("specversion").asString()).isEqualTo("1.0");
            assertThat(event.path("id").asString()).isEqualTo(got.header("webhook-id"));
            assertThat(event.path("source").asString()).isEqualTo("/trust-centers/fjordsky");
            assertThat(event.path("type").asString()).isEqualTo("org.trustledger.webhooks.challenge.v1");
            assertThat(challenge(got)).hasSize(43);
        });
        assertThat(receiver.got().stream().map(OwnershipChallengeTest::challenge))
                .doesNotHaveDuplicates();
        assertThat(receiver.got().stream().map(got -> got.header("webhook-id"))).doesNotHaveDuplicates();
    }

    @Test
    void theExampleOfTheDocumentationVerifies() throws IOException {
        var page = Files.readString(Path.of("docs", "webhooks.md"));
        var body = found(page, "(?m)^(\\{\"specversion\".*)$");
        var call = new SignedCall(
                "nordhamn",
                endpoint(receiver.port()),
                found(page, "webhook-id: (.*)"),
                body,
                List.of(new WebhookSecret(found(page, "signed with `(.*?)`"))));
        var at = Instant.ofEpochSecond(Long.parseLong(found(page, "webhook-timestamp: (.*)")));

        assertThat(call.signature(at)).isEqualTo(found(page, "webhook-signature: (.*)"));
        var event = FactCodec.mapper().readTree(body);
        assertThat(new Envelope(
                                call.id(),
                                "/trust-centers/nordhamn",
                                OwnershipChallenge.TYPE,
                                null,
                                at,
                                event.path("data"))
                        .json())
                .isEqualTo(body);
    }

    private static String found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private Ownership ask() throws InterruptedException {
        return challenge.ask(FJORDSKY, endpoint(receiver.port()), secret);
    }

    private Endpoint endpoint(int port) {
        return new Endpoints(settings).of("http://%s:%d/in".formatted(NAME, port));
    }

    private static JsonNode event(Receiver.Got got) {
        return FactCodec.mapper().readTree(got.body());
    }

    private static String challenge(Receiver.Got got) {
        return event(got).path("data").path("challenge").asString();
    }
}
