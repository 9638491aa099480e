package org.trustledger.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver finds that the domain of the sender vouches for a letter, and for no other. */
class DomainSignatureTest {
    private static final KeyPair KEYS = keys(2048);
    private static final Letter LETTER = new Letter(
                    "letter-1",
                    "security@nordhamn.example",
                    "sv",
                    "Förändring av underbiträde: ett tillägg som är längre än en rad kan vara",
                    "Hej,  du.\n\nFrom är inte här.  \n.\n\n\n",
                    "<p>Hej,\t du.</p>\n\n")
            .toSubscribers("nordhamn", URI.create("https://trust.fjordsky.example/reception/u/1"));

    @Test
    void whatAServerReceivesIsVouchedForByTheDomain() throws GeneralSecurityException {
        var mail = SignedMail.received(sent(LETTER));

        assertThat(mail.holds(KEYS.getPublic())).isTrue();
        assertThat(mail.holds(keys(2048).getPublic())).as("nobody else's key").isFalse();
        assertThat(mail.tags())
                .containsEntry("v", "1")
                .containsEntry("a", "rsa-sha256")
                .containsEntry("c", "relaxed/relaxed")
                .containsEntry("d", "fjordsky.example")
                .containsEntry("s", "trust2026");
        assertThat(mail.tags().getOrDefault("h", "").split(":", -1))
                .contains(
                        "from",
                        "to",
                        "subject",
                        "date",
                        "message-id",
                        "mime-version",
                        "content-type",
                        "list-unsubscribe",
                        "list-unsubscribe-post");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "du.",
                "<p>",
                "fjordsky.example/reception/u/1",
                "List-Unsubscribe=One-Click",
                "security@nordhamn.example",
                "Content-Type: multipart/alternative; boundary=\"=_letter-1",
                "letter-1@",
                "22 Nov 2026"
            })
    void whatIsAlteredOnTheWayIsNot(String words) throws GeneralSecurityException {
        var sent = text(sent(LETTER));
        assertThat(sent).contains(words);
        var last = words.charAt(words.length() - 1);
        var altered = words.substring(0, words.length() - 1) + (last == '1' ? '2' : '1');

        assertThat(SignedMail.received(octets(sent.replace(words, altered))).holds(KEYS.getPublic()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: somebody@nordhamn.example",
                "Subject: Something else",
                "List-Unsubscribe: <https://nordhamn.example/>",
                "Content-Type: text/plain"
            })
    void whatIsAddedOnTheWayIsNot(String field) throws GeneralSecurityException {
        for (var letter : List.of(LETTER, Offices.letter("2"))) {
            var sent = text(sent(letter));
            assertThat(SignedMail.received(octets(sent)).holds(KEYS.getPublic()))
                    .isTrue();

            assertThat(SignedMail.received(octets(field + "\r\n" + sent)).holds(KEYS.getPublic()))
                    .isFalse();
            assertThat(SignedMail.received(octets(sent + "More\r\n")).holds(KEYS.getPublic()))
                    .isFalse();
        }
    }

    @Test
    void whatServersMayDoToAMailHarmsNothing() throws GeneralSecurityException {
        var sent = text(sent(LETTER));

        var refolded = "Received: from office by mail.nordhamn.example\r\n"
                + sent.replace("Subject: ", "SUBJECT:  ").replace("; boundary", ";\r\n\tboundary") + "\r\n";

        assertThat(SignedMail.received(octets(refolded)).holds(KEYS.getPublic()))
                .isTrue();
    }

    @Test
    void theSignatureIsOfShortLines() {
        assertThat(text(sent(LETTER)).lines()).allMatch(line -> line.length() <= 300);
    }

    @Test
    void aKeyThatIsTooShortOrNoneIsRefusedWithoutBeingShown() {
        var pkcs1 = pem(KEYS).replace("PRIVATE", "RSA PRIVATE");
        for (var key : new String[] {pem(keys(1024)), pkcs1, "hidden-value", ""}) {
            assertThatThrownBy(() -> new MailSettings.Dkim("fjordsky.example", "trust2026", key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("trust-ledger.mail.dkim.key is no such key: set it to an RSA key")
                    .hasMessageNotContaining("hidden-value")
                    .hasNoCause();
        }
        assertThat(new MailSettings.Dkim("fjordsky.example", "trust2026", pem(KEYS)))
                .asString()
                .isEqualTo("Dkim[trust2026._domainkey.fjordsky.example]");
    }

    @Test
    void aDomainThatIsNotTheSendersIsRefused() {
        var dkim = new MailSettings.Dkim("nordhamn.example", "trust2026", pem(KEYS));

        assertThatThrownBy(() -> Offices.with(25, dkim, Offices.NO_BOUNCES))
                .hasMessageStartingWith("trust-ledger.mail.dkim.domain is 'nordhamn.example': set it to the domain of");
    }

    private static byte[] sent(Letter letter) {
        var dkim = new MailSettings.Dkim("fjordsky.example", "trust2026", pem(KEYS));
        try (var server = ReceivingServer.plain()) {
            new Postbox(Offices.with(server.port(), dkim, Offices.NO_BOUNCES), Offices.clock()).send(letter);
            return server.mails().getFirst();
        }
    }

    static KeyPair keys(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded()));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
