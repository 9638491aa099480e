package org.trustledger.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail reader finds in a letter. */
class LetterTest {
    private static final URI UNSUBSCRIBE = URI.create("https://trust.fjordsky.example/reception/u/0123456789abcdef");

    @Test
    void hasWhatAMailReaderShows() throws MessagingException, IOException {
        var mail =
                read(written(letter("Förändring av underbiträde", "Hej.\nEn rad till.\n", "<p lang=\"sv\">Hej.</p>")));

        assertThat(mail.getSubject()).isEqualTo("Förändring av underbiträde");
        assertThat(mail.getFrom()[0]).hasToString(Offices.FROM);
        assertThat(mail.getAllRecipients()[0]).hasToString("security@nordhamn.example");
        assertThat(mail.getSentDate().toInstant()).isEqualTo("2026-11-22T11:00:00Z");
        assertThat(mail.getMessageID()).isEqualTo("<letter-1@fjordsky.example>");
        assertThat(mail.getHeader("Content-Language")).containsExactly("sv");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(part(mail, 0)).isEqualTo("Hej.\r\nEn rad till.\r\n");
        assertThat(part(mail, 1)).isEqualTo("<p lang=\"sv\">Hej.</p>");
        assertThat(((MimeMultipart) mail.getContent()).getBodyPart(1).getContentType())
                .isEqualTo("text/html; charset=UTF-8");
    }

    @Test
    void whoeverSubscribedLeavesWithOneClick() throws MessagingException {
        var mail = read(written(letter("One", "1", "1").toSubscribers("nordhamn", UNSUBSCRIBE)));

        assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<" + UNSUBSCRIBE + ">");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getHeader("List-Id")).containsExactly("<nordhamn.fjordsky.example>");
    }

    @Test
    void whoeverDidNotIsOfferedNoLeaving() throws MessagingException {
        var mail = read(written(letter("One", "1", "1")));

        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        assertThat(mail.getHeader("List-Unsubscribe-Post")).isNull();
        assertThat(mail.getHeader("List-Id")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nordhamn Cloud",
                "Fjordsky, Inc. <the \"cloud\" \\ company>",
                "Söderhamns molntjänster",
                "Υπεργολάβος επεξεργασίας δεδομένων και υπηρεσιών υπολογιστικού νέφους",
                "What is =?UTF-8?B?RXZpbA==?= here"
            })
    void itIsFromWhoeverWritesIt(String provider) throws MessagingException {
        var written = written(letter("One", "1", "1").from(provider));

        var from = (InternetAddress) read(written).getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo(provider);
        assertThat(from.getAddress()).isEqualTo(Offices.FROM);
        assertThat(written.lines()).allMatch(line -> line.length() <= 78);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Overdue",
                "Fjordsky: 3 answers to look at again, of which one has been waiting since the first of September 2026",
                "Υπεργολάβος επεξεργασίας: προσθήκη, αλλαγή ή κατάργηση σε 14 ημέρες — διαβάστε την ειδοποίηση",
                "🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐🔐",
                "What is =?UTF-8?B?RXZpbA==?= here",
                "two  blanks   within"
            })
    void aSubjectIsReadAsItWasWritten(String subject) throws MessagingException {
        var written = written(letter(subject, "1", "1"));

        assertThat(read(written).getSubject()).isEqualTo(subject);
        assertThat(written.lines()).allMatch(line -> line.length() <= 78);
    }

    @Test
    void aSubjectIsOneLine() throws MessagingException {
        var mail = read(written(letter("Hello\r\nBcc: everybody@nordhamn.example\r\n\r\nText", "1", "1")));

        assertThat(mail.getSubject()).isEqualTo("Hello Bcc: everybody@nordhamn.example Text");
        assertThat(mail.getHeader("Bcc")).isNull();
    }

    @Test
    void noLineIsTooLongForAServer() throws MessagingException, IOException {
        var long1 = "å".repeat(5_000) + "\n" + "x".repeat(5_000) + "\n" + "=".repeat(500);
        var letter = letter("s".repeat(3_000), long1, "<p>" + long1 + "</p>")
                .toSubscribers("nordhamn", URI.create("https://trust.fjordsky.example/" + "u".repeat(800)));

        var written = written(letter);

        assertThat(written.lines()).allMatch(line -> line.length() <= 998);
        assertThat(written).matches("[\\x20-\\x7E\r\n]*");
        var mail = read(written);
        assertThat(mail.getSubject()).isEqualTo("s".repeat(3_000));
        assertThat(part(mail, 0)).isEqualTo(long1.replace("\n", "\r\n"));
        assertThat(part(mail, 1)).isEqualTo("<p>" + long1.replace("\n", "\r\n") + "</p>");
    }

    @ParameterizedTest
    @CsvSource({
        "'From here on\nit is well.\nFrom there too.'",
        "'.\n..\n.dot'",
        "'ends in blanks  \n\ttab\t\nand one '",
        "'lines of\r\nall\rkinds\n\n\n'",
        "'=3D = soft=\nbreak'",
        "'a line that is broken just before its last blank, which is at its very end \n.'",
        "'a line that is broken in front of a dot, or rather in the middle of three......'",
        "'nothing at the end'"
    })
    void wordsArriveAsTheyWere(String text) throws MessagingException, IOException {
        var written = written(letter("One", text, text));

        assertThat(part(read(written), 0)).isEqualTo(text.replaceAll("\r\n|\r|\n", "\r\n"));
        assertThat(written.lines())
                .as("what a server on the way would change")
                .noneMatch(line ->
                        line.startsWith("From ") || line.startsWith(".") || line.endsWith(" ") || line.endsWith("\t"));
    }

    @Test
    void isRefusedIfItCannotBeWritten() {
        assertThatThrownBy(() -> Offices.letter("Ö")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Offices.letter("a@b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Offices.letter("1").toSubscribers("nord hamn", UNSUBSCRIBE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Offices.letter("1").toSubscribers("nordhamn", URI.create("javascript:leave()")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter("1", "a@b.example", "en\r\nBcc: x@y.example", "", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Letter letter(String subject, String text, String html) {
        return new Letter("letter-1", "security@nordhamn.example", "sv", subject, text, html);
    }

    private static String written(Letter letter) {
        return new String(
                new Postbox(Offices.plain(25), Offices.clock()).prepare(letter).mail(), StandardCharsets.ISO_8859_1);
    }

    private static MimeMessage read(String written) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(written.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String part(MimeMessage mail, int number) throws MessagingException, IOException {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(number).getContent();
    }
}
