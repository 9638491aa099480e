package org.trustledger.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trustledger.command.content.Documents;
import org.trustledger.command.subscriptions.OfficeThatTells;

/** A notice of the office's own reaches a server that asks for all there is, vouched for by the office's domain. */
class NoticesByGuardedMailTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String WISH = "topic=answers&language=en&cadence=immediate";

    @Test
    void aNoticeIsSentEncryptedByWhomTheServerKnowsAndSigned(@TempDir Path folder)
            throws IOException, InterruptedException, GeneralSecurityException, MessagingException {
        var keys = DomainSignatureTest.keys(2048);
        var certificate = Certificate.of("ip:127.0.0.1", folder);
        try (var server = ReceivingServer.knowing("office", PASSWORD, certificate);
                var house = new OfficeThatTells(
                        "0s",
                        _ -> {},
                        "trust-ledger.mail.port=" + server.port(),
                        "trust-ledger.mail.start-tls=required",
                        "trust-ledger.mail.user=office",
                        "trust-ledger.mail.password=" + PASSWORD,
                        "trust-ledger.mail.trusted-certificates=" + certificate.pem(),
                        "trust-ledger.mail.dkim.domain=fjordsky.example",
                        "trust-ledger.mail.dkim.selector=trust2026",
                        "trust-ledger.mail.dkim.key=" + DomainSignatureTest.pem(keys))) {
            var trustCenter = house.begin();
            house.change(Documents.BEGINNING + OfficeThatTells.CONTENT);
            house.send("/subscribe", "address=%s&%s".formatted("anna@customer.example", WISH));
            var link = "%s/reception/%s/subscriptions/".formatted(OfficeThatTells.SITE, trustCenter);
            var secret = text(letter(server, 1))
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith(link))
                    .findFirst()
                    .orElseThrow()
                    .substring(link.length());
            assertThat(house.send("/subscriptions/" + secret, "do=confirm&" + WISH)
                            .statusCode())
                    .isEqualTo(303);

            house.clock().move(Duration.ofSeconds(2));
            house.change(Documents.BEGINNING + OfficeThatTells.CONTENT.replace("Every night.", "Every hour."));

            var notice = letter(server, 2);
            assertThat(text(notice)).contains("Are there backups?", "hour");
            var mail = SignedMail.received(notice);
            assertThat(mail.holds(keys.getPublic())).isTrue();
            assertThat(mail.holds(DomainSignatureTest.keys(2048).getPublic()))
                    .as("nobody else's key")
                    .isFalse();
            assertThat(mail.tags()).containsEntry("d", "fjordsky.example").containsEntry("s", "trust2026");
            assertThat(mail.tags().getOrDefault("h", "").split(":", -1))
                    .contains("list-unsubscribe", "list-unsubscribe-post");
            await().untilAsserted(() -> assertThat(house.office()
                            .jdbc()
                            .queryForObject(
                                    "select count(*) from delivery where trust_center = ? and accepted_at is not null",
                                    Integer.class,
                                    trustCenter.value()))
                    .as("on record")
                    .isOne());
            assertThat(house.post().to("anna@customer.example"))
                    .as("by no other way")
                    .isEmpty();
        }
    }

    private static byte[] letter(ReceivingServer server, int number) {
        await().until(() -> server.mails().size() >= number);
        assertThat(server.mails()).hasSize(number);
        return server.mails().get(number - 1);
    }

    private static String text(byte[] mail) throws MessagingException, IOException {
        var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
        BodyPart text = ((MimeMultipart) message.getContent()).getBodyPart(0);
        return (String) text.getContent();
    }
}
