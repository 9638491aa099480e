package org.trustledger.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trustledger.command.mail.MailSettings.StartTls;

/** What the office sends reaches the server that it means, unread, or is not sent. */
class EncryptedMailTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private static Path folder;

    private static Certificate certificate;

    @BeforeAll
    static void begin() throws Exception {
        certificate = Certificate.of("ip:127.0.0.1", folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "OFFERED"})
    void aConnectionIsEncryptedWhereTheServerCan(StartTls how) throws GeneralSecurityException {
        try (var server = encrypting(certificate)) {
            postbox(server, how, "", "", certificate.pem()).send(Offices.letter("1"));

            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void aServerThatSpeaksNothingElseIsSpokenToSo() throws GeneralSecurityException {
        var shown = certificate.shown();
        try (var server = ReceivingServer.of(kind -> kind.serverSocketFactory(shown))) {
            postbox(server, StartTls.IMPLICIT, "", "", certificate.pem()).send(Offices.letter("1"));

            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void aServerThatCannotEncryptIsNotSentToIfItMust() throws GeneralSecurityException {
        try (var server = ReceivingServer.plain()) {
            assertAway(postbox(server, StartTls.REQUIRED, "", "", certificate.pem()));
            assertAway(postbox(server, StartTls.IMPLICIT, "", "", certificate.pem()));
            assertThat(server.mails()).isEmpty();

            postbox(server, StartTls.OFFERED, "", "", certificate.pem()).send(Offices.letter("1"));
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedIsNotSentTo()
            throws IOException, InterruptedException, GeneralSecurityException {
        var other = Certificate.of("ip:127.0.0.2", folder);
        var shown = certificate.shown();
        try (var server = encrypting(certificate);
                var implicit = ReceivingServer.of(kind -> kind.serverSocketFactory(shown))) {
            assertAway(postbox(server, StartTls.REQUIRED, "", "", ""));
            assertAway(postbox(server, StartTls.REQUIRED, "", "", other.pem()));
            assertAway(postbox(implicit, StartTls.IMPLICIT, "", "", other.pem()));
            assertThat(server.mails()).isEmpty();
            assertThat(implicit.mails()).isEmpty();

            postbox(server, StartTls.REQUIRED, "", "", other.pem() + certificate.pem())
                    .send(Offices.letter("1"));
            assertThat(server.mails()).as("one of two").hasSize(1);
        }
    }

    @Test
    void aServerThatShowsTheCertificateOfAnotherIsNotSentTo()
            throws IOException, InterruptedException, GeneralSecurityException {
        var other = Certificate.of("dns:mail.nordhamn.example", folder);
        var shown = other.shown();
        try (var server = encrypting(other);
                var implicit = ReceivingServer.of(kind -> kind.serverSocketFactory(shown))) {
            assertAway(postbox(server, StartTls.REQUIRED, "", "", other.pem()));
            assertAway(postbox(implicit, StartTls.IMPLICIT, "", "", other.pem()));

            assertThat(server.mails()).isEmpty();
            assertThat(implicit.mails()).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotKnowTheOfficeIsAway() throws GeneralSecurityException {
        try (var server = ReceivingServer.knowing("office", PASSWORD, certificate)) {
            assertAway(postbox(server, StartTls.REQUIRED, "office", "wrong", certificate.pem()));
            assertAway(postbox(server, StartTls.REQUIRED, "", "", certificate.pem()));
            assertThat(server.mails()).isEmpty();

            postbox(server, StartTls.REQUIRED, "office", PASSWORD, certificate.pem())
                    .send(Offices.letter("1"));
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        for (var pem : new String[] {"hidden-value", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"}) {
            assertThatThrownBy(() -> settings(25, StartTls.REQUIRED, "", "", pem))
                    .hasMessageStartingWith("trust-ledger.mail.trusted-certificates has no certificates: set it to")
                    .hasMessageNotContaining("hidden-value");
        }
    }

    private static ReceivingServer encrypting(Certificate certificate) throws GeneralSecurityException {
        var shown = certificate.shown();
        return ReceivingServer.of(kind -> kind.enableTLS().requireTLS().startTlsSocketFactory(shown));
    }

    private static Postbox postbox(ReceivingServer server, StartTls how, String user, String password, String trusted) {
        return new Postbox(settings(server.port(), how, user, password, trusted), Offices.clock());
    }

    private static MailSettings settings(int port, StartTls how, String user, String password, String trusted) {
        return new MailSettings(
                "127.0.0.1",
                port,
                how,
                user,
                password,
                Offices.FROM,
                Offices.office(),
                trusted,
                Offices.UNSIGNED,
                Offices.NO_BOUNCES);
    }

    private static void assertAway(Postbox postbox) {
        assertThatThrownBy(() -> postbox.send(Offices.letter("1")))
                .hasMessageNotContainingAny("wrong", "@")
                .asInstanceOf(type(NotSent.class))
                .extracting(NotSent::why)
                .isEqualTo(NotSent.Why.SERVER_AWAY);
    }
}
