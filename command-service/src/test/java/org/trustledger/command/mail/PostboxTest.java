package org.trustledger.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trustledger.backing.FreePort;

/** What the office takes for sent, with servers that behave badly, whether or not they can be told much at once. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class PostboxTest {
    private static final Letter LETTER = Offices.letter("0123456789abcdef");

    @Parameter
    private boolean atOnce;

    @Test
    void aServerThatHasTheLetterAndBidsNoFarewellHasIt() throws IOException {
        try (var server = OwnMindedServer.thatAnswers(atOnce, "QUIT", OwnMindedServer.SAYS_NOTHING)) {
            var begun = Instant.now();

            postbox(server.port()).send(LETTER);

            assertThat(server.taken()).hasSize(1);
            assertThat(Duration.between(begun, Instant.now()))
                    .as("it is not waited for as a reply is")
                    .isLessThan(Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT,550 No such user here,LETTER,true",
        "RCPT,550 5.1.1 No such user here,LETTER,true",
        "RCPT,450 4.2.0 Greylisted,LETTER,false",
        "RCPT,552 Too many recipients,LETTER,false",
        "RCPT,550 5.7.1 Your address is on a list of bad ones,LETTER,false",
        "RCPT,530 5.7.0 Log in first,SERVER_AWAY,false",
        "RCPT,hangs up,SERVER_AWAY,false",
        "DATA,554 No,LETTER,true",
        "DATA,451 Not now,LETTER,false",
        "DATA,hangs up,SERVER_AWAY,false",
        "DATA,250 Already,SERVER_AWAY,false",
        "RCPT,nonsense,SERVER_AWAY,false",
        ".,554 5.6.0 Not such a letter,LETTER,true",
        ".,554 5.7.1 Rubbish,LETTER,false",
        ".,452 4.3.1 Full,LETTER,false",
        ".,421 4.3.2 Closing,LETTER,false",
        ".,hangs up,CUT_OFF,false",
        ".,nonsense,CUT_OFF,false",
        "MAIL,421 Go away,SERVER_AWAY,false",
        "MAIL,451 Not now,SERVER_AWAY,false",
        "MAIL,550 Not from you,SERVER_AWAY,false",
        "MAIL,hangs up,SERVER_AWAY,false",
        "EHLO,hangs up,SERVER_AWAY,false"
    })
    void whyALetterIsNotSentIsSaidWithoutWhatTheServerSaid(String at, String answer, NotSent.Why why, boolean isForGood)
            throws IOException {
        try (var server = OwnMindedServer.thatAnswers(atOnce, at, answer)) {
            var postbox = postbox(server.port());

            assertThatThrownBy(() -> postbox.send(LETTER))
                    .hasMessageNotContainingAny("550", "nordhamn", "fjordsky")
                    .asInstanceOf(type(NotSent.class))
                    .satisfies(notSent -> {
                        assertThat(notSent.why()).isEqualTo(why);
                        assertThat(notSent.isForGood()).isEqualTo(isForGood);
                        assertThat(notSent.refusal() != null).isEqualTo(why == NotSent.Why.LETTER);
                    });
            assertThat(server.taken()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT,550 5.1.1 <nobody@nordhamn.example>: No such user,550,5.1.1",
        "RCPT,550 No such user here,550,",
        "RCPT,550 5.2.123\tFull,550,5.2.123",
        "RCPT,451 4.7.1,451,4.7.1",
        "RCPT,550 5.1.1234 That is none,550,",
        "RCPT,550 5.1.10.1 That is an address,550,",
        "RCPT,550 2.1.1 That is no refusal,550,",
        ".,554 5.6.0 Not such a letter,554,5.6.0",
        ".,421 4.3.2 Closing,421,4.3.2"
    })
    void ofWhatTheServerSaidTheNumbersAreKept(String at, String answer, int code, @Nullable String status)
            throws IOException {
        try (var server = OwnMindedServer.thatAnswers(atOnce, at, answer)) {
            var postbox = postbox(server.port());

            assertThatThrownBy(() -> postbox.send(LETTER))
                    .asInstanceOf(type(NotSent.class))
                    .extracting(NotSent::refusal)
                    .isEqualTo(new Refusal(code, status));
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

    @ParameterizedTest
    @CsvSource({"no..address@", "nobody", "'a@b.example\r\nBcc: c@d.example'"})
    void whatIsNoAddressIsSentNothing(String address) throws IOException {
        try (var server = OwnMindedServer.that(atOnce, (_, _) -> null)) {
            var postbox = postbox(server.port());

            assertThatThrownBy(() -> postbox.send(Offices.letter("1", address)))
                    .asInstanceOf(type(NotSent.class))
                    .satisfies(notSent -> {
                        assertThat(notSent.why()).isEqualTo(NotSent.Why.LETTER);
                        assertThat(notSent.isForGood()).isTrue();
                    });
            assertThat(server.connections()).isZero();
        }
    }

    private static Postbox postbox(int port) {
        return new Postbox(Offices.plain(port), Offices.clock());
    }
}
