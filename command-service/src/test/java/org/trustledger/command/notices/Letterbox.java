package org.trustledger.command.notices;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.trustledger.backing.FreePort;

/** A real mail server that notes by a test's clock when each letter came, and has its moods. */
public final class Letterbox implements AutoCloseable {
    private static final int SOME = 200;

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final AtomicInteger troubles = new AtomicInteger();
    private final Clock clock;
    private final SMTPServer server;
    private volatile Mood mood = Mood.TAKES;
    private volatile CountDownLatch silence = new CountDownLatch(1);

    /** What it does with letters. */
    public enum Mood {
        TAKES,
        /** Not now. */
        REFUSES_EVERYBODY,
        /** Whoever it is to is nobody there, and it says so with their address. */
        KNOWS_NOBODY,
        /** It reads the letter, and wants it another time. */
        REFUSES_AT_THE_END,
        /** It hangs up while it is read to. */
        CUTS_IN_THE_MIDDLE,
        /** It has it, and hangs up instead of saying so. */
        CUTS_AFTER_THE_END,
        /** Every other letter it cuts in the middle, and refuses the others. */
        ERRATIC,
        /** It says nothing any more, before it has read anything. */
        SILENT_FROM_THE_BEGINNING,
        /** It has it, and does not say so. */
        SILENT_AFTER_THE_END
    }

    public Letterbox(Clock clock) {
        this.clock = clock;
        server = SMTPServer.port(FreePort.any())
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("mail.kund.example")
                .messageHandlerFactory(_ -> new Taking())
                .build();
        server.start();
    }

    /** What an office needs to be told. */
    public String[] settings() {
        return new String[] {
            "trust-ledger.mail.host=127.0.0.1",
            "trust-ledger.mail.port=" + server.getPortAllocated(),
            "trust-ledger.mail.start-tls=never",
            "trust-ledger.mail.from=trust@fjordsky.example",
            "trust-ledger.mail.office=https://office.fjordsky.example"
        };
    }

    public void is(Mood other) {
        mood = other;
        troubles.set(0);
        var last = silence;
        silence = new CountDownLatch(1);
        last.countDown();
    }

    private void saysNothing(CountDownLatch until) {
        troubles.incrementAndGet();
        try {
            until.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many letters it has not taken, or not said so, in this mood. */
    int troubles() {
        return troubles.get();
    }

    private final class Taking implements MessageHandler {
        private String from = "";
        private String to = "";

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            var until = silence;
            if (mood == Mood.SILENT_FROM_THE_BEGINNING) {
                saysNothing(until);
                throw new DropConnectionException(421, "4.3.2 Closing");
            }
            if (mood == Mood.REFUSES_EVERYBODY) {
                troubles.incrementAndGet();
                throw new RejectException(450, "4.2.1 Not now");
            }
            if (mood == Mood.KNOWS_NOBODY) {
                troubles.incrementAndGet();
                throw new RejectException(550, "5.1.1 <%s> is nobody here".formatted(recipient));
            }
            to = recipient;
        }

        @Override
        public String data(InputStream mail) throws RejectException, IOException {
            var until = silence;
            var now = mood == Mood.ERRATIC
                    ? troubles.get() % 2 == 0 ? Mood.CUTS_IN_THE_MIDDLE : Mood.REFUSES_AT_THE_END
                    : mood;
            if (now == Mood.CUTS_IN_THE_MIDDLE) {
                mail.readNBytes(SOME);
                troubles.incrementAndGet();
                throw new DropConnectionException(421, "4.3.2 Closing");
            }
            var whole = mail.readAllBytes();
            if (now == Mood.REFUSES_AT_THE_END) {
                troubles.incrementAndGet();
                throw new RejectException(451, "4.3.0 Another time");
            }
            arrived.add(new Arrived(clock.instant(), from, to, whole));
            if (now == Mood.SILENT_AFTER_THE_END) {
                saysNothing(until);
            }
            if (now == Mood.CUTS_AFTER_THE_END) {
                troubles.incrementAndGet();
                throw new DropConnectionException(421, "4.3.2 Closing");
            }
            return "taken";
        }

        @Override
        public void done() {
            // Nothing is kept of a connection.
        }
    }

    /**
     * A letter as it came.
     *
     * @param from of its envelope
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    public record Arrived(Instant at, String from, String to, byte[] mail) {
        MimeMessage read() {
            try {
                return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Its Message-ID. */
        String id() {
            try {
                return read().getMessageID();
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Its part for whoever reads plain text. */
        public String text() {
            try {
                BodyPart part = ((MimeMultipart) read().getContent()).getBodyPart(0);
                return ((String) part.getContent()).replace("\r\n", "\n");
            } catch (MessagingException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** What follows the beginning of a link in it. */
        public String secret(String link) {
            return text().lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith(link))
                    .findFirst()
                    .orElseThrow()
                    .substring(link.length());
        }
    }

    /** All since it was emptied last. */
    List<Arrived> empty() {
        var all = List.copyOf(arrived);
        arrived.clear();
        return all;
    }

    public List<Arrived> to(String address) {
        return arrived.stream().filter(letter -> letter.to().equals(address)).toList();
    }

    @Override
    public void close() {
        is(Mood.TAKES);
        server.stop();
    }
}
