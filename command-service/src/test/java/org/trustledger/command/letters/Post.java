package org.trustledger.command.letters;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.List;
import org.trustledger.backing.FreePort;
import org.trustledger.backing.MailServer;

/** A mail server for a test, and how an office is told of it. */
public final class Post implements AutoCloseable {
    private final int port = FreePort.any();
    private MailServer server = MailServer.start(port);

    /** What an office needs to be told. */
    public String[] settings() {
        return new String[] {
            "trust-ledger.mail.host=127.0.0.1",
            "trust-ledger.mail.port=" + port,
            "trust-ledger.mail.start-tls=never",
            "trust-ledger.mail.from=trust@fjordsky.example",
            "trust-ledger.mail.office=https://office.fjordsky.example"
        };
    }

    /** What an address was sent, the oldest first. */
    public List<Arrived> to(String address) {
        return server.received().stream()
                .map(Post::arrived)
                .filter(mail -> mail.to().equals(address))
                .toList();
    }

    /** Everything it was sent. */
    public List<Arrived> all() {
        return server.received().stream().map(Post::arrived).toList();
    }

    /** A mail as whoever got it reads it. */
    public record Arrived(MimeMessage mail, String to, String subject, String text, String html) {
        /** What follows a line of the text that begins so. */
        public String lineThatBegins(String beginning) {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith(beginning))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No line begins with %s in: %s".formatted(beginning, text)));
        }
    }

    private static Arrived arrived(MimeMessage mail) {
        try {
            var parts = (MimeMultipart) mail.getContent();
            return new Arrived(
                    mail,
                    mail.getRecipients(Message.RecipientType.TO)[0].toString(),
                    mail.getSubject(),
                    text(parts.getBodyPart(0)),
                    text(parts.getBodyPart(1)));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(BodyPart part) throws MessagingException, IOException {
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    /** The server goes away; what it had is lost with it. */
    public void goAway() {
        server.close();
    }

    /** It is there again, empty. */
    public void comeBack() {
        server = MailServer.start(port);
    }

    @Override
    public void close() {
        server.close();
    }
}
