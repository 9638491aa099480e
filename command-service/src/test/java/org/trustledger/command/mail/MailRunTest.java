package org.trustledger.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.trustledger.command.mail.OwnMindedServer.HANGS_UP;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.backing.FreePort;
import org.trustledger.testing.MovableClock;

/** Many letters over one connection, whatever becomes of one of them. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class MailRunTest {
    @Parameter
    private boolean atOnce;

    private final MovableClock clock = new MovableClock("2026-11-22T11:00:00Z");

    @Test
    void manyLettersGoOverOneConnection() throws IOException {
        try (var server = OwnMindedServer.that(atOnce, (_, _) -> null)) {
            var postbox = postbox(server.port());
            try (var run = postbox.run()) {
                assertThat(server.connections()).as("before there is a letter").isZero();
                IntStream.range(0, 100).forEach(number -> run.hand(envelope(postbox, "letter-" + number)));
            }

            assertThat(server.taken()).hasSize(100);
            assertThat(server.connections()).isOne();
            assertThat(server.commands()).doesNotContain("RSET", "NOOP");
            // Nobody waits for it to be heard.
            await().untilAsserted(() -> assertThat(server.commands()).last().isEqualTo("QUIT"));
            assertThat(server.taken().get(41).mail()).contains("Message-ID: <letter-41@fjordsky.example>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1 Nobody", "450 4.2.0 Greylisted"})
    void aRecipientWhoIsRefusedSpoilsNoOtherLetter(String refusal) throws IOException {
        try (var server =
                OwnMindedServer.that(atOnce, (_, command) -> command.startsWith("RCPT TO:<nobody@") ? refusal : null)) {
            var postbox = postbox(server.port());
            try (var run = postbox.run()) {
                run.hand(envelope(postbox, "one"));
                assertNotSent(
                        NotSent.Why.LETTER,
                        () -> run.hand(postbox.prepare(Offices.letter("two", "nobody@nordhamn.example"))));
                run.hand(envelope(postbox, "three"));
            }

            assertThat(letters(server)).containsExactly("one", "three");
            assertThat(server.connections()).isOne();
            assertThat(server.commands()).as("said with the next letter").containsOnlyOnce("RSET");
        }
    }

    @Test
    void aServerThatWaitsForALetterToNobodyGetsNone() throws IOException {
        try (var server = OwnMindedServer.that(atOnce, (_, command) -> {
            if (command.startsWith("RCPT TO:<nobody@")) {
                return "550 5.1.1 Nobody";
            }
            return command.equals("DATA") ? "354 go on" : null;
        })) {
            var postbox = postbox(server.port());
            try (var run = postbox.run()) {
                assertNotSent(
                        NotSent.Why.LETTER,
                        () -> run.hand(postbox.prepare(Offices.letter("one", "nobody@nordhamn.example"))));
                run.hand(envelope(postbox, "two"));
            }

            assertThat(letters(server)).containsExactly("two");
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aServerThatSaysSoIsToldAllAtOnce() throws IOException {
        // It says nothing before it was told everything.
        try (var server = OwnMindedServer.that(true, (_, command) -> {
            if (command.startsWith("MAIL") || command.startsWith("RCPT")) {
                return OwnMindedServer.SAYS_NOTHING;
            }
            return command.equals("DATA") ? "250 ok\r\n250 ok\r\n354 go on" : null;
        })) {
            var postbox = postbox(server.port());

            postbox.send(Offices.letter("one"));

            assertThat(letters(server)).containsExactly("one");
        }
    }

    @Test
    void aServerThatReadsNoMoreIsNotWrittenToForEver() throws IOException {
        try (var server = OwnMindedServer.thatAnswers(atOnce, "DATA", OwnMindedServer.READS_NO_MORE)) {
            var postbox = postbox(server.port());
            var mail = "All systems of the world have less room for it.\r\n".repeat(1_000_000);
            var envelope = new Envelope(
                    "one", "security@nordhamn.example", Offices.FROM, false, mail.getBytes(StandardCharsets.US_ASCII));
            try (var run = postbox.run(
                    new MailRun.Limits(500, Duration.ofSeconds(20), Duration.ofSeconds(1), Postbox.LONGEST))) {
                assertNotSent(NotSent.Why.SERVER_AWAY, () -> run.hand(envelope));
            }
        }
    }

    @Test
    void aServerThatIsNotDoneByTheDeadlineIsLeft() throws IOException {
        try (var server = OwnMindedServer.thatAnswers(atOnce, ".", OwnMindedServer.SAYS_NOTHING)) {
            var postbox = postbox(server.port());
            var limits = new MailRun.Limits(500, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(1));
            try (var run = postbox.run(limits)) {
                assertNotSent(NotSent.Why.CUT_OFF, () -> run.hand(envelope(postbox, "one")));
            }
        }
    }

    @Test
    void aServerThatDoesNotGreetByTheDeadlineIsLeft() throws IOException {
        try (var server = OwnMindedServer.thatAnswers(atOnce, "", OwnMindedServer.SAYS_NOTHING)) {
            var postbox = postbox(server.port());
            var limits = new MailRun.Limits(500, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(1));
            try (var run = postbox.run(limits)) {
                assertNotSent(NotSent.Why.SERVER_AWAY, () -> run.hand(envelope(postbox, "one")));
            }
        }
    }

    @Test
    void aLetterThatIsRefusedWhenItIsReadSpoilsNoOther() throws IOException {
        var ends = new AtomicInteger();
        try (var server = OwnMindedServer.that(
                atOnce, (_, command) -> command.equals(".") && ends.getAndIncrement() == 1 ? "554 5.6.0 No" : null)) {
            var postbox = postbox(server.port());
            try (var run = postbox.run()) {
                run.hand(envelope(postbox, "one"));
                assertNotSent(NotSent.Why.LETTER, () -> run.hand(envelope(postbox, "two")));
                run.hand(envelope(postbox, "three"));
            }

            assertThat(letters(server)).containsExactly("one", "three");
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aConnectionThatIsCutOffIsTakenAnew() throws IOException {
        try (var server = OwnMindedServer.that(
                atOnce, (connection, command) -> connection == 1 && command.equals(".") ? HANGS_UP : null)) {
            var postbox = postbox(server.port());
            try (var run = postbox.run()) {
                assertNotSent(NotSent.Why.CUT_OFF, () -> run.hand(envelope(postbox, "one")));
                run.hand(envelope(postbox, "two"));
            }

            assertThat(letters(server)).as("nobody knows of the first").containsExactly("two");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HANGS_UP, "421 4.4.2 Timeout", "452 4.5.3 Too many over one connection"})
    void aServerThatWantsNoMoreOverOneConnectionGetsTheLetterOverAnother(String words) throws IOException {
        var senders = new AtomicInteger();
        try (var server = OwnMindedServer.that(
                atOnce,
                (connection, command) -> connection == 1 && command.startsWith("MAIL") && senders.getAndIncrement() == 3
                        ? words
                        : null)) {
            var postbox = postbox(server.port());
            try (var run = postbox.run()) {
                IntStream.range(0, 6).forEach(number -> run.hand(envelope(postbox, "letter-" + number)));
            }

            assertThat(letters(server))
                    .as("each of them once")
                    .containsExactly("letter-0", "letter-1", "letter-2", "letter-3", "letter-4", "letter-5");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatWantsNothingIsAskedNoMoreThanTwice() throws IOException {
        var senders = new AtomicInteger();
        try (var server = OwnMindedServer.that(
                atOnce,
                (_, command) ->
                        command.startsWith("MAIL") && senders.getAndIncrement() > 0 ? "421 4.7.0 Too much" : null)) {
            var postbox = postbox(server.port());
            try (var run = postbox.run()) {
                run.hand(envelope(postbox, "one"));
                assertNotSent(NotSent.Why.SERVER_AWAY, () -> run.hand(envelope(postbox, "two")));
            }

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatHasCarriedItsShareOrRestedTooLongIsGivenUp() throws IOException {
        try (var server = OwnMindedServer.that(atOnce, (_, _) -> null)) {
            var postbox = postbox(server.port());
            try (var run = postbox.run(
                    new MailRun.Limits(2, Duration.ofSeconds(20), Duration.ofMinutes(1), Postbox.LONGEST))) {
                run.hand(envelope(postbox, "one"));
                run.hand(envelope(postbox, "two"));
                run.hand(envelope(postbox, "three"));
                clock.move(Duration.ofSeconds(21));
                run.hand(envelope(postbox, "four"));
            }

            assertThat(server.taken())
                    .extracting(OwnMindedServer.Taken::connection)
                    .containsExactly(1, 1, 2, 3);
        }
    }

    @Test
    void aServerThatComesBackIsFound() throws IOException {
        var port = FreePort.any();
        var postbox = postbox(port);
        try (var run = postbox.run()) {
            assertNotSent(NotSent.Why.SERVER_AWAY, () -> run.hand(envelope(postbox, "one")));
            try (var server = OwnMindedServer.at(port, atOnce, (_, _) -> null)) {
                run.hand(envelope(postbox, "one"));

                assertThat(letters(server)).containsExactly("one");
            }
        }
    }

    @Test
    void anEnvelopeCanBeHandedOverAgain() throws IOException {
        try (var server = OwnMindedServer.that(atOnce, (_, _) -> null)) {
            var postbox = postbox(server.port());
            var envelope = envelope(postbox, "one");
            try (var run = postbox.run()) {
                run.hand(envelope);
                run.hand(envelope);
            }

            assertThat(server.taken())
                    .extracting(OwnMindedServer.Taken::mail)
                    .hasSize(2)
                    .containsOnly(server.taken().getFirst().mail());
            assertThat(envelope).asString().isEqualTo("Envelope[one]");
        }
    }

    private static Envelope envelope(Postbox postbox, String letter) {
        return postbox.prepare(Offices.letter(letter));
    }

    private static List<String> letters(OwnMindedServer server) {
        return server.taken().stream()
                .map(taken -> taken.mail().replaceFirst("(?s).*Message-ID: <([^@]+)@.*", "$1"))
                .toList();
    }

    private static void assertNotSent(NotSent.Why why, Runnable sending) {
        assertThatThrownBy(sending::run)
                .asInstanceOf(type(NotSent.class))
                .extracting(NotSent::why)
                .isEqualTo(why);
    }

    private Postbox postbox(int port) {
        return new Postbox(Offices.plain(port), clock);
    }
}
