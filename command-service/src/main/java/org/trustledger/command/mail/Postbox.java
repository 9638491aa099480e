package org.trustledger.command.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Hands letters to the mail server, one by one. A server that thinks long is waited for, for minutes. */
@Component
public class Postbox {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final String CONNECT_MILLIS = "10000";
    // A server may look long into a letter before it says that it has it. Whoever goes before sends it again.
    private static final String READ_MILLIS = "300000";
    private static final String WRITE_MILLIS = "60000";

    private final MailSettings settings;
    private final Clock clock;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    Postbox(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding(UTF_8);
        if (!settings.user().isEmpty()) {
            sender.setUsername(settings.user());
            sender.setPassword(settings.password());
        }
        sender.setJavaMailProperties(properties(settings));
    }

    private static Properties properties(MailSettings settings) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.smtp.timeout", READ_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", WRITE_MILLIS);
        // By then it has the letter.
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        properties.setProperty(
                "mail.smtp.starttls.enable", Boolean.toString(settings.startTls() != MailSettings.StartTls.NEVER));
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(settings.startTls() == MailSettings.StartTls.REQUIRED));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.mime.charset", UTF_8);
        return properties;
    }

    /** Whether there is a mail server; without one nothing is sent. */
    public boolean isThere() {
        return !settings.host().isBlank();
    }

    /** Where the mail server is, for people. */
    public String server() {
        return "%s:%d".formatted(settings.host(), settings.port());
    }

    /**
     * An address of the office, for a link.
     *
     * @param path that begins with a slash
     * @throws NullPointerException if there is no mail server
     */
    public URI link(String path) {
        return URI.create(Objects.requireNonNull(settings.office()) + path);
    }

    /**
     * Hands a letter over. When it returns the mail server has taken it.
     *
     * @throws NotSent if the server cannot be reached, or does not take it
     */
    public void send(Letter letter) {
        try {
            sender.send(message(letter));
        } catch (MailAuthenticationException unknown) {
            throw new NotSent(NotSent.Why.SERVER_AWAY, unknown);
        } catch (MailSendException trouble) {
            for (var cause : trouble.getFailedMessages().values()) {
                throw new NotSent(why(trouble, cause), cause);
            }
            // No message has failed: only the connection was not closed as it should be.
        } catch (MailException unwritten) {
            throw new NotSent(NotSent.Why.LETTER, unwritten);
        }
    }

    private static NotSent.Why why(MailSendException trouble, Exception cause) {
        if (cause.equals(trouble.getCause())) {
            return NotSent.Why.SERVER_AWAY;
        }
        return cause instanceof SendFailedException ? NotSent.Why.LETTER : NotSent.Why.CUT_OFF;
    }

    private MimeMessage message(Letter letter) {
        try {
            var message = sender.createMimeMessage();
            message.setFrom(new InternetAddress(settings.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
            message.setSubject(letter.subject(), UTF_8);
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader(
                    "Message-ID",
                    "<%s@%s>".formatted(letter.id(), settings.from().replaceFirst(".*@", "")));
            message.setHeader("Content-Language", letter.language());
            // No holiday greeting answers it.
            message.setHeader("Auto-Submitted", "auto-generated");
            var alternatives = new MimeMultipart("alternative");
            alternatives.addBodyPart(part(letter.text(), "plain"));
            alternatives.addBodyPart(part(letter.html(), "html"));
            message.setContent(alternatives);
            return message;
        } catch (MessagingException e) {
            throw new MailParseException("Letter %s cannot be written".formatted(letter.id()), e);
        }
    }

    private static MimeBodyPart part(String words, String kind) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(words, UTF_8, kind);
        return part;
    }
}
