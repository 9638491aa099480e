package org.trustledger.standalone.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.trustledger.backing.FreePort;

/** What is sent to the local mail server can be looked at, and is harmless. */
class MailboxTest {
    private final int smtp = FreePort.any();
    private final int web = FreePort.any();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void showsWhatWasSentTheNewestFirst() throws Exception {
        try (var mailbox = Mailbox.start(smtp, web)) {
            assertThat(get("/").body()).contains("No mail has come");
            send(
                    "security@fjordsky.example",
                    "First",
                    "It is time.\nhttps://office.example/workbench/x",
                    "<p>It is time.</p>");
            send(
                    "operations@fjordsky.example",
                    "<b>Second</b>",
                    "<script>alert(1)</script>",
                    "<script>alert(1)</script>");
            send("security@fjordsky.example", "Third", "It is late.", "<p>It is late.</p>");

            var list = get("/");
            assertThat(list.body())
                    .containsSubsequence("Third", "&lt;b&gt;Second", "First")
                    .contains("security@fjordsky.example")
                    .doesNotContain("<b>Second");
            assertThat(list.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
            assertThat(get("/1").body())
                    .contains("It is time.", "<a href=\"https://office.example/workbench/x\">")
                    .doesNotContain("<p>It is time.");
            assertThat(get("/2").body()).doesNotContain("<script");
            assertThat(get("/4").statusCode()).isEqualTo(404);
            assertThat(get("/1").body()).contains("<a href=\"/1.eml\" download>");
            var whole = get("/1.eml");
            assertThat(whole.headers().firstValue("Content-Type")).hasValue("message/rfc822");
            assertThat(whole.body()).contains("\r\nSubject: First\r\n", "It is time.", "<p>It is time.</p>");
            assertThat(get("/4.eml").statusCode()).isEqualTo(404);
            assertThat(mailbox).isNotNull();
        }
    }

    @Test
    void answersToItsOwnNameOnly() throws IOException {
        try (var mailbox = Mailbox.start(smtp, web);
                var socket = new Socket("127.0.0.1", web);
                var out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            out.print("GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n");
            out.flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 421");
            assertThat(mailbox).isNotNull();
        }
    }

    private void send(String to, String subject, String text, String html) throws MessagingException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(smtp));
        var mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("trust@fjordsky.example"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject, "UTF-8");
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(text, "plain"));
        parts.addBodyPart(part(html, "html"));
        mail.setContent(parts);
        Transport.send(mail);
    }

    private static MimeBodyPart part(String words, String kind) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(words, "UTF-8", kind);
        return part;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(web, path)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
