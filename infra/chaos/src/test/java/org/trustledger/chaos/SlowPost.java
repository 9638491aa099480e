package org.trustledger.chaos;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.subethamail.smtp.server.SMTPServer;
import org.trustledger.backing.FreePort;

/** A mail server that can be made to stop in the middle of taking letters, and keeps which it took. */
final class SlowPost implements AutoCloseable {
    private static final int ANY = 1_000_000;

    private final List<Letter> taken = new CopyOnWriteArrayList<>();
    private final Semaphore room = new Semaphore(ANY);
    private final SMTPServer server;

    SlowPost() {
        server = SMTPServer.port(FreePort.any())
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("mail.kund.example")
                .messageHandler((_, _, to, mail) -> take(to, mail))
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    private void take(String to, byte[] mail) {
        room.acquireUninterruptibly();
        taken.add(Letter.of(to, mail));
    }

    /**
     * A letter that was taken.
     *
     * @param id its Message-ID
     * @param isNotice whether one can unsubscribe by it
     */
    record Letter(String to, String id, boolean isNotice, String text) {
        private static Letter of(String to, byte[] mail) {
            try {
                var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
                BodyPart text = ((MimeMultipart) message.getContent()).getBodyPart(0);
                return new Letter(to, message.getMessageID(), message.getHeader("List-Unsubscribe") != null, (String)
                        text.getContent());
            } catch (MessagingException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Takes so many more, and lets the others wait in the middle. */
    void stopsAfter(int letters) {
        room.drainPermits();
        room.release(letters);
    }

    /** How many it has read and not answered. */
    int underWay() {
        return room.getQueueLength();
    }

    void goesOn() {
        room.release(ANY);
    }

    List<Letter> taken() {
        return taken;
    }

    List<Letter> notices() {
        return taken.stream().filter(Letter::isNotice).toList();
    }

    @Override
    public void close() {
        goesOn();
        server.stop();
    }
}
