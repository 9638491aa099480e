package org.trustledger.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trustledger.command.mail.Report.octets;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.trustledger.backing.FreePort;
import org.trustledger.command.mail.MailSettings.StartTls;

/** Letters that come back are told of, from a real mailbox, and nothing else that arrives there does harm. */
class BouncesTest {
    private static final String ADDRESS = "bounces@trust.fjordsky.example";
    private static final String LETTER = "0123456789abcdef0123456789abcdef";
    private static final String OF_LETTER = "bounces+%s@trust.fjordsky.example".formatted(LETTER);
    private static final String KEYS = "greenmail.tls.keystore.file";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Bounce> told = new ArrayList<>();
    private final int smtp = FreePort.any();
    private GreenMail server = new GreenMail();
    private GreenMailUser mailbox;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws UserException {
        begin(ServerSetup.PROTOCOL_IMAP);
    }

    private void begin(String protocol) throws UserException {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(FreePort.any(), "127.0.0.1", protocol)
        });
        server.start();
        mailbox = server.getUserManager().createUser(ADDRESS, "bounces", "secret");
        // As servers do that know what a + in an address means.
        server.getUserManager().setMessageDeliveryHandler((_, _) -> mailbox);
    }

    @AfterEach
    void close() {
        server.stop();
    }

    @Test
    void aLetterComesBackToAnAddressOfItsOwn() throws IOException {
        try (var sink = OwnMindedServer.that(
                false, (_, command) -> command.startsWith("EHLO") ? "250-mail.nordhamn.example\r\n250 DSN" : null)) {
            var postbox = new Postbox(Offices.with(sink.port(), Offices.UNSIGNED, settings("secret")), Offices.clock());

            postbox.send(Offices.letter(LETTER).tellingBounces());
            postbox.send(Offices.letter(LETTER));

            assertThat(sink.taken().getFirst().from()).isEqualTo("MAIL FROM:<%s> RET=HDRS".formatted(OF_LETTER));
            assertThat(sink.taken().getFirst().to()).isEqualTo("RCPT TO:<security@nordhamn.example> NOTIFY=FAILURE");
            assertThat(sink.taken().getFirst().mail()).contains("From: " + Offices.FROM);
            assertThat(sink.taken().getLast().from())
                    .as("nobody waits for its bounce")
                    .isEqualTo("MAIL FROM:<%s>".formatted(Offices.FROM));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Status: 5.1.1,PERMANENT,5.1.1",
        "Status: 5.2.1 (mailbox disabled),PERMANENT,5.2.1",
        "Status: 4.4.7,TRANSIENT,4.4.7",
        "Diagnostic-Code: smtp; 550 5.7.1 <security@nordhamn.example> refused,PERMANENT,5.7.1",
        "Diagnostic-Code: smtp; 452 mailbox full,TRANSIENT,4.0.0",
        "X-Nothing: said,PERMANENT,5.0.0"
    })
    void whatAServerReportsIsToldOnceAndDeleted(String says, Bounce.Kind kind, String status)
            throws MessagingException {
        arrives(OF_LETTER, Report.of(OF_LETTER, "failed", says, "text/rfc822-headers", "somewhere@nordhamn.example"));
        var bounces = bounces();

        bounces.react();
        bounces.react();

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().letter()).isEqualTo(LETTER);
        assertThat(told.getFirst().kind()).isEqualTo(kind);
        assertThat(told.getFirst().status()).isEqualTo(status);
        assertThat(told.getFirst().at()).isNotNull();
        assertThat(told.getFirst()).asString().doesNotContain("@");
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(counted(kind == Bounce.Kind.PERMANENT ? "permanent" : "transient"))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/rfc822-headers", "message/rfc822"})
    void aReportThatLostTheAddressIsKnownByTheLetterInIt(String returned) throws MessagingException {
        arrives(ADDRESS, Report.of(ADDRESS, "failed", "Status: 5.1.1", returned, LETTER + "@fjordsky.example"));

        bounces().react();

        assertThat(told).extracting(Bounce::letter).containsExactly(LETTER);
    }

    @Test
    void aServerThatStillTriesIsNoBounce() throws MessagingException {
        arrives(OF_LETTER, Report.of(OF_LETTER, "delayed", "Status: 4.4.1", "text/rfc822-headers", "x@y.example"));

        bounces().react();

        assertThat(told).isEmpty();
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(counted("notice")).isOne();
    }

    @Test
    void whatIsNoReportOnALetterStaysFlaggedAndIsReadNoMore() throws MessagingException {
        var random = new Random(1);
        var garbage = random.ints(20_000, ' ', 256)
                .mapToObj(octet -> octet == '.' ? "\r\n" : Character.toString(octet))
                .collect(Collectors.joining());
        var report = Report.of(OF_LETTER, "failed", "Status: 5.1.1", "message/rfc822", LETTER + "@fjordsky.example");
        var all = List.of(
                octets("From: anna@nordhamn.example\r\nTo: %s\r\nSubject: Away\r\n\r\nUntil Monday.\r\n"
                        .formatted(OF_LETTER)),
                Report.of(ADDRESS, "failed", "Status: 5.1.1", "message/rfc822", LETTER + "@elsewhere.example"),
                octets(text(report).replace("+0123", "+ö123").replace("<0123", "<ö123")),
                octets(text(report).replace("Action: failed", "Action: sorry")),
                octets(text(report).replace("Action: failed\r\n", "")),
                octets(text(report).replace("boundary=b", "boundary=c")),
                octets(text(report).replace("message/delivery-status", "text/plain")),
                octets("Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n" + "--b\r\n\r\n".repeat(10_000)),
                octets("X-Long: %s\r\n\r\n\r\n".formatted("x".repeat(50_000))),
                octets(text(report) + "More and more.\r\n".repeat(70_000)),
                octets(garbage + "\r\n"),
                octets("Subject: nothing\r\n\r\n"));
        for (var mail : all) {
            arrives(OF_LETTER, mail);
        }
        arrives(OF_LETTER, report);
        var bounces = bounces();

        bounces.react();

        assertThat(told).as("the one that is").extracting(Bounce::letter).containsExactly(LETTER);
        assertThat(counted("unread")).isEqualTo(all.size());
        var left = server.getReceivedMessages();
        assertThat(left).hasSize(all.size());
        for (var mail : left) {
            assertThat(mail.isSet(Flags.Flag.FLAGGED)).isTrue();
            assertThat(mail.isSet(Flags.Flag.SEEN)).as("for a person to read").isFalse();
        }
        bounces.react();
        assertThat(counted("unread")).as("not read again").isEqualTo(all.size());
    }

    @Test
    void whatNobodyCouldTakeIsToldAgain() throws MessagingException {
        arrives(OF_LETTER, Report.of(OF_LETTER, "failed", "Status: 5.1.1", "text/rfc822-headers", "x@y.example"));
        var other = OF_LETTER.replace("0123", "3210");
        arrives(other, Report.of(other, "failed", "Status: 5.1.1", "text/rfc822-headers", "x@y.example"));
        var isDown = new boolean[] {true};
        var bounces = bounces(bounce -> {
            if (isDown[0] && bounce.letter().equals(LETTER)) {
                throw new IllegalStateException("The database is down");
            }
            told.add(bounce);
        });

        assertThatThrownBy(bounces::react).hasMessage("The database is down");
        assertThat(told).as("others do not wait").hasSize(1);
        assertThat(server.getReceivedMessages()).hasSize(1);
        isDown[0] = false;
        bounces.react();

        assertThat(told).hasSize(2).last().extracting(Bounce::letter).isEqualTo(LETTER);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void manyAreReadInPortions() throws MessagingException {
        IntStream.range(0, 60).forEach(number -> {
            var path = OF_LETTER.replace("0123456789abcdef@", "%016d@".formatted(number));
            arrives(path, Report.of(path, "failed", "Status: 5.1.1", "text/rfc822-headers", "x@y.example"));
        });
        var bounces = bounces();

        assertThat(bounces.react()).as("there are more").isEqualTo(Duration.ZERO);
        assertThat(told).hasSize(50);
        assertThat(bounces.react()).isPositive();

        assertThat(told).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void aMailboxThatCannotBeReadIsSaidWithoutWhatItsServerSaid() {
        assertThatThrownBy(bounces(settings("wrong"), told::add)::react)
                .isInstanceOf(MailboxAway.class)
                .hasMessage("The mailbox of bounces cannot be read (AuthenticationFailedException)")
                .hasNoCause();
        var settings = settings("secret");
        server.stop();
        assertThatThrownBy(bounces(settings, told::add)::react)
                .isInstanceOf(MailboxAway.class)
                .hasNoCause();
    }

    @Test
    void aMailboxIsReadOverAnEncryptedConnection() throws Exception {
        server.stop();
        var certificate = Certificate.of("ip:127.0.0.1", folder);
        System.setProperty(KEYS, certificate.file().toString());
        try {
            begin(ServerSetup.PROTOCOL_IMAPS);
        } finally {
            System.clearProperty(KEYS);
        }
        arrives(OF_LETTER, Report.of(OF_LETTER, "failed", "Status: 5.1.1", "text/rfc822-headers", "x@y.example"));
        var settings = new MailSettings.Bounces(
                "127.0.0.1", server.getImaps().getPort(), StartTls.IMPLICIT, "bounces", "secret", "INBOX", ADDRESS);

        assertThatThrownBy(bounces(settings, told::add)::react).isInstanceOf(MailboxAway.class);
        bounces(settings, told::add, certificate.pem()).react();

        assertThat(told).hasSize(1);
    }

    @Test
    void withoutAMailboxNothingIsRead() {
        var bounces = bounces(Offices.NO_BOUNCES, told::add);

        bounces.start();

        assertThat(bounces.isRunning()).isFalse();
        assertThat(bounces.react()).isPositive();
    }

    private MailSettings.Bounces settings(String password) {
        return new MailSettings.Bounces(
                "127.0.0.1", server.getImap().getPort(), StartTls.NEVER, "bounces", password, "INBOX", ADDRESS);
    }

    private Bounces bounces() {
        return bounces(told::add);
    }

    private Bounces bounces(TakesBounces listener) {
        return bounces(settings("secret"), listener);
    }

    private Bounces bounces(MailSettings.Bounces settings, TakesBounces listener) {
        return bounces(settings, listener, "");
    }

    private Bounces bounces(MailSettings.Bounces settings, TakesBounces listener, String trusted) {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("listener", listener);
        return new Bounces(
                new MailSettings(
                        "127.0.0.1",
                        smtp,
                        StartTls.NEVER,
                        "",
                        "",
                        Offices.FROM,
                        Offices.office(),
                        trusted,
                        Offices.UNSIGNED,
                        settings),
                beans.getBeanProvider(TakesBounces.class),
                Offices.clock(),
                meters);
    }

    private double counted(String kind) {
        return meters.get("trust.ledger.mail.bounces")
                .tag("kind", kind)
                .counter()
                .count();
    }

    /** By way of its mail server, as all mail. */
    private void arrives(String address, byte[] mail) {
        try (var run = new Postbox(Offices.plain(smtp), Offices.clock()).run()) {
            run.hand(new Envelope("report", address, "postmaster@nordhamn.example", false, mail));
        }
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
