package org.trustledger.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trustledger.backing.FreePort;
import org.trustledger.testing.MovableClock;

/** What the office takes for sent, with servers that behave badly. */
class PostboxTest {
    private static final Letter LETTER =
            new Letter("0123456789abcdef", "security@fjordsky.example", "en", "Overdue", "Read it.", "<p>Read it.</p>");

    @Test
    void aServerThatHasTheLetterAndBidsNoFarewellHasIt() throws IOException {
        try (var server = new BadServer("QUIT", "")) {
            var begun = Instant.now();

            postbox(server.port()).send(LETTER);

            assertThat(server.hasLetter()).isTrue();
            assertThat(Duration.between(begun, Instant.now()))
                    .as("it is not waited for as a reply is")
                    .isLessThan(Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT,550 No such user here,LETTER",
        "DATA,554 No,LETTER",
        "MAIL,421 Go away,LETTER",
        "EHLO,gone,SERVER_AWAY"
    })
    void whyALetterIsNotSentIsSaidWithoutWhatTheServerSaid(String at, String answer, NotSent.Why why)
            throws IOException {
        try (var server = new BadServer(at, answer)) {
            var postbox = postbox(server.port());

            assertThatThrownBy(() -> postbox.send(LETTER))
                    .hasMessageNotContainingAny("550", "fjordsky")
                    .asInstanceOf(type(NotSent.class))
                    .extracting(NotSent::why)
                    .isEqualTo(why);
        }
    }

    @Test
    void aServerThatIsNotThereIsAway() {
        var postbox = postbox(FreePort.any());

        assertThatThrownBy(() -> postbox.send(LETTER))
                .asInstanceOf(type(NotSent.class))
                .extracting(NotSent::why)
                .isEqualTo(NotSent.Why.SERVER_AWAY);
    }

    private static Postbox postbox(int port) {
        return new Postbox(
                new MailSettings(
                        "127.0.0.1",
                        port,
                        MailSettings.StartTls.NEVER,
                        "",
                        "",
                        "trust@fjordsky.example",
                        URI.create("https://office.fjordsky.example")),
                new MovableClock("2026-11-22T11:00:00Z"));
    }

    /** A mail server on loopback that answers one command otherwise: with other words, or not at all. */
    private static final class BadServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final String bad;
        private final String answer;
        private volatile boolean letter;

        BadServer(String bad, String answer) throws IOException {
            this.bad = bad;
            this.answer = answer;
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        boolean hasLetter() {
            return letter;
        }

        private void serve() {
            try (var connection = socket.accept();
                    var lines = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
                say(connection, "220 here");
                var inLetter = false;
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (inLetter && !line.equals(".")) {
                        continue;
                    }
                    letter |= inLetter;
                    inLetter = !inLetter && line.startsWith("DATA");
                    if (!line.startsWith(bad)) {
                        say(connection, inLetter ? "354 go on" : "250 ok");
                    } else if (answer.equals("gone")) {
                        return;
                    } else if (!answer.isEmpty()) {
                        inLetter = false;
                        say(connection, answer);
                    }
                }
            } catch (IOException _) {
                // The office has gone, or the test is over.
            }
        }

        private static void say(Socket connection, String line) throws IOException {
            connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
