package org.trustledger.command.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the mail server. Jakarta Mail makes it, encrypts it and logs in; letters then go over it in as few
 * steps as the server allows, for each step is a wait: all that comes before a letter in one (RFC 2920), the letter in
 * another.
 */
final class Line implements AutoCloseable {
    private static final String CONNECT_MILLIS = "10000";
    // A server may look ten minutes into a letter before it says that it has it (RFC 5321, section 4.5.3.2.6). Whoever
    // goes before sends it again.
    private static final int READ_MILLIS = 600_000;
    private static final int BUFFER = 32_768;
    private static final int LONGEST_ANSWER = 10_000;
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SMTPTransport transport;
    private final Patience patience;
    private final InputStream in;
    private final OutputStream out;
    private final boolean atOnce;
    private final boolean reports;
    private boolean isBroken;
    // With a letter that came to nothing.
    private boolean isBegun;

    /** What has become of a letter. */
    enum Fate {
        TAKEN,
        /** The server does not have it, for no reason that is the letter's. */
        NOT_HEARD,
        /** It was whole, and nothing was said. */
        UNKNOWN,
        REFUSED,
        REFUSED_FOR_GOOD
    }

    /** @param refusal with what it was refused; null if it was not, or nothing was said of the letter */
    record End(Fate fate, @Nullable Refusal refusal) {
        static End of(Fate fate) {
            return new End(fate, null);
        }
    }

    private Line(SMTPTransport transport, PromptSockets sockets, Patience patience) throws IOException {
        this.transport = transport;
        this.patience = patience;
        var socket = sockets.made();
        socket.setSoTimeout(READ_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        atOnce = transport.supportsExtension("PIPELINING");
        reports = transport.supportsExtension("DSN");
    }

    /**
     * Opens one.
     *
     * @param write how long the server may take to read what is written
     * @param by when it has to be open, by {@link System#nanoTime}
     */
    static Line open(MailSettings settings, Duration write, long by) throws MessagingException, IOException {
        var isKnown = !settings.user().isEmpty();
        var sockets = new PromptSockets(settings.trusting());
        var properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.smtp.timeout", Integer.toString(READ_MILLIS));
        // By then it has the letter.
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.auth", Boolean.toString(isKnown));
        Connections.set(properties, "smtp", settings.startTls(), sockets);
        var transport =
                new SMTPTransport(Session.getInstance(properties), new URLName("smtp", null, -1, null, null, null));
        var patience = new Patience(sockets, write);
        Line open = null;
        try {
            patience.until(by);
            transport.connect(
                    settings.host(),
                    settings.port(),
                    isKnown ? settings.user() : null,
                    isKnown ? settings.password() : null);
            open = new Line(transport, sockets, patience);
            return open;
        } finally {
            patience.isDone();
            if (open == null) {
                patience.close();
            }
        }
    }

    /** Whether nothing more can be said over it. */
    boolean isBroken() {
        return isBroken;
    }

    /**
     * Hands a letter over.
     *
     * @param by when the server has to be done with it, by {@link System#nanoTime}
     */
    End hand(Envelope envelope, long by) {
        var isWhole = false;
        try {
            patience.until(by);
            var refusal = begin(envelope);
            if (refusal != null) {
                return refusal;
            }
            write(envelope.mail(), END);
            isWhole = true;
            return atEnd(listen());
        } catch (IOException _) {
            isBroken = true;
            return End.of(isWhole ? Fate.UNKNOWN : Fate.NOT_HEARD);
        } finally {
            patience.isDone();
        }
    }

    /** All that is said before a letter. */
    private @Nullable End begin(Envelope envelope) throws IOException {
        var asks = reports && envelope.bounces();
        var steps = new ArrayList<String>();
        if (isBegun) {
            steps.add("RSET");
        }
        steps.add("MAIL FROM:<" + envelope.returnPath() + ">" + (asks ? " RET=HDRS" : ""));
        var recipient = steps.size();
        steps.add("RCPT TO:<" + envelope.to() + ">" + (asks ? " NOTIFY=FAILURE" : ""));
        steps.add("DATA");
        if (atOnce) {
            say(steps);
        }
        for (var step = 0; step < steps.size(); step++) {
            if (!atOnce) {
                say(List.of(steps.get(step)));
            }
            var answer = listen();
            var isLast = step == steps.size() - 1;
            if (!(isLast ? answer.isGoOn() : answer.isYes())) {
                // What is said before the recipient is said of all letters.
                var end = step < recipient ? End.of(Fate.NOT_HEARD) : answer.end(step == recipient);
                if (end.fate() == Fate.NOT_HEARD) {
                    isBroken = true;
                } else {
                    leave(atOnce ? steps.size() - 1 - step : 0);
                }
                return end;
            }
        }
        isBegun = false;
        return null;
    }

    /**
     * One refusal is enough: what else the server was told came to nothing, and before the next letter it is told to
     * forget it.
     *
     * @param ahead how many steps the server was told besides, DATA the last of them
     */
    private void leave(int ahead) {
        isBegun = true;
        try {
            for (var step = 1; step <= ahead; step++) {
                if (listen().isGoOn() && step == ahead) {
                    // It waits for a letter to nobody.
                    write(END);
                    listen();
                }
            }
        } catch (IOException _) {
            isBroken = true;
        }
    }

    private End atEnd(Answer answer) {
        if (answer.isYes()) {
            return End.of(Fate.TAKEN);
        }
        isBroken = answer.isFarewell() || !answer.isRefusal();
        if (!answer.isRefusal()) {
            return End.of(Fate.UNKNOWN);
        }
        return answer.isFarewell() ? new End(Fate.REFUSED, answer.refusal()) : answer.end(false);
    }

    private void say(List<String> lines) throws IOException {
        write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void write(byte[]... all) throws IOException {
        patience.writes();
        for (var octets : all) {
            out.write(octets);
        }
        out.flush();
        patience.hasWritten();
    }

    /** What the server answers, which may have several lines: the first says why. */
    private Answer listen() throws IOException {
        var left = LONGEST_ANSWER;
        var first = line(left);
        for (var line = first; line.length() > 3 && line.charAt(3) == '-'; line = line(left)) {
            left -= line.length() + 1;
        }
        return Answer.of(first);
    }

    private String line(int most) throws IOException {
        var line = new StringBuilder();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (line.length() >= most) {
                throw new ProtocolException("It does not come to an end");
            }
            line.append((char) octet);
        }
        return line.toString();
    }

    /** Says farewell and ends it. */
    @Override
    public void close() {
        patience.close();
        try {
            transport.close();
        } catch (MessagingException _) {
            // What was taken is taken; the connection is gone either way.
        }
    }

    /** What the server says. */
    private record Answer(int code, String words) {
        private static final Pattern FORM = Pattern.compile("([2-5][0-9]{2})(?:[ -](?s:.*))?\\r?");
        private static final int GO_ON = 354;
        private static final int FAREWELL = 421;
        // Refused for what the office is, or is not: nothing is said of the letter.
        private static final Set<Integer> NOT_KNOWN = Set.of(530, 534, 535, 538);
        // Of old it says that there are too many recipients.
        private static final int ENOUGH = 552;
        private static final Pattern STATUS =
                Pattern.compile("[45][0-9]{2}[ -]([45]\\.[0-9]{1,3}\\.[0-9]{1,3})(?:[^.0-9](?s:.*))?");
        private static final Pattern OF_POLICY = Pattern.compile("5[0-9]{2}[ -]5\\.7\\.[0-9](?s:.*)");

        static Answer of(String line) throws ProtocolException {
            var form = FORM.matcher(line);
            if (!form.matches()) {
                throw new ProtocolException("It speaks of something else");
            }
            return new Answer(Integer.parseInt(form.group(1)), line);
        }

        boolean isYes() {
            return code / 100 == 2;
        }

        boolean isGoOn() {
            return code == GO_ON;
        }

        boolean isFarewell() {
            return code == FAREWELL;
        }

        boolean isRefusal() {
            return code >= 400;
        }

        /** Of one that is a refusal. */
        Refusal refusal() {
            var status = STATUS.matcher(words);
            return new Refusal(code, status.matches() ? status.group(1) : null);
        }

        End end(boolean isOfRecipient) {
            if (!isRefusal() || isFarewell() || NOT_KNOWN.contains(code)) {
                return End.of(Fate.NOT_HEARD);
            }
            var isForGood = code >= 500
                    && !(isOfRecipient && code == ENOUGH)
                    && !OF_POLICY.matcher(words).matches();
            return new End(isForGood ? Fate.REFUSED_FOR_GOOD : Fate.REFUSED, refusal());
        }
    }
}
