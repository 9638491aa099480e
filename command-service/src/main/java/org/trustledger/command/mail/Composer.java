package org.trustledger.command.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes letters as mails, from any thread: each part a mail needs, and nothing that a server would have to change. */
final class Composer {
    private static final String CRLF = "\r\n";
    private static final String FROM = "From: ";
    private static final String SUBJECT = "Subject: ";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String from;
    private final String domain;
    private final @Nullable DomainSignature signature;
    private final @Nullable ReturnPath returnPath;
    private final Clock clock;
    private volatile Subject last = new Subject("", SUBJECT);

    /** A subject, and how it stands in a head. */
    private record Subject(String words, String field) {}

    Composer(MailSettings settings, Clock clock) {
        from = settings.from();
        domain = settings.domain();
        signature = settings.dkim().isThere() ? new DomainSignature(settings.dkim()) : null;
        returnPath = settings.bounces().returnPath();
        this.clock = clock;
    }

    /** @throws NotSent if it is addressed to nothing that mail is delivered to */
    Envelope compose(Letter letter) {
        var to = MailAddress.deliverable(letter.to()).orElseThrow(NotSent::toNoAddress);
        // In what is quoted-printable no = has a _ behind it.
        var boundary = "=_" + letter.id();
        var head = head(letter, to, boundary);
        var body = body(letter, boundary);
        if (signature != null) {
            head.addFirst(signature.of(head, body));
        }
        var top = (String.join(CRLF, head) + CRLF + CRLF).getBytes(StandardCharsets.US_ASCII);
        var mail = new byte[top.length + body.length];
        System.arraycopy(top, 0, mail, 0, top.length);
        System.arraycopy(body, 0, mail, top.length, body.length);
        var back = letter.bounces() ? returnPath : null;
        return new Envelope(letter.id(), to, back == null ? from : back.of(letter.id()), back != null, mail);
    }

    private List<String> head(Letter letter, String to, String boundary) {
        var head = new ArrayList<String>();
        head.add("Date: " + DATE.format(clock.instant()));
        head.add(sender(letter.sender()));
        head.add("To: " + to);
        head.add("Message-ID: <" + letter.id() + "@" + domain + ">");
        head.add(subject(letter.subject()));
        head.add("Content-Language: " + letter.language());
        // No holiday greeting answers it.
        head.add("Auto-Submitted: auto-generated");
        if (letter.list() != null) {
            head.add("List-Id: <" + letter.list() + "." + domain + ">");
        }
        if (letter.unsubscribe() != null) {
            head.add("List-Unsubscribe: <" + letter.unsubscribe().toASCIIString() + ">");
            head.add("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        }
        head.add("MIME-Version: 1.0");
        head.add("Content-Type: multipart/alternative; boundary=\"" + boundary + "\"");
        return head;
    }

    private String sender(@Nullable String name) {
        return name == null ? FROM + from : "%s%s%s <%s>".formatted(FROM, HeaderText.phrase(name), CRLF, from);
    }

    /** Many letters in a row have the same. */
    private String subject(String words) {
        var known = last;
        if (!known.words().equals(words)) {
            known = new Subject(words, SUBJECT + HeaderText.of(words, SUBJECT.length()));
            last = known;
        }
        return known.field();
    }

    private static byte[] body(Letter letter, String boundary) {
        var body = new ByteArrayOutputStream(
                2 * (letter.text().length() + letter.html().length()));
        add(body, boundary, "plain", letter.text());
        add(body, boundary, "html", letter.html());
        add(body, "--" + boundary + "--" + CRLF);
        return body.toByteArray();
    }

    private static void add(ByteArrayOutputStream body, String boundary, String kind, String words) {
        add(body, "--" + boundary + CRLF);
        add(body, "Content-Type: text/" + kind + "; charset=UTF-8" + CRLF);
        add(body, "Content-Transfer-Encoding: quoted-printable" + CRLF + CRLF);
        body.writeBytes(QuotedPrintable.encode(words));
        add(body, CRLF);
    }

    private static void add(ByteArrayOutputStream body, String lines) {
        body.writeBytes(lines.getBytes(StandardCharsets.US_ASCII));
    }
}
