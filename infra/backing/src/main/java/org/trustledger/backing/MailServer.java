package org.trustledger.backing;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.Comparator;
import java.util.List;

/** A real mail server on loopback that takes every mail, keeps it in memory and passes none on. */
public final class MailServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long PATIENCE_MILLIS = 10_000;

    private final GreenMail server;
    private final int port;

    private MailServer(GreenMail server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @throws DidNotStart if the port is taken
     */
    public static MailServer start(int port) {
        var setup = new ServerSetup(port, LOOPBACK, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(PATIENCE_MILLIS);
        var server = new GreenMail(setup);
        try {
            server.start();
        } catch (IllegalStateException e) {
            throw new DidNotStart("The mail server does not start on port %d".formatted(port), e);
        }
        return new MailServer(server, port);
    }

    public int port() {
        return port;
    }

    /** What it was sent, the oldest first. */
    public List<MimeMessage> received() {
        // They are kept by whom they are to, so they come in no order of time.
        return server.getManagers().getImapHostManager().getAllMessages().stream()
                .sorted(Comparator.comparing(StoredMessage::getReceivedDate))
                .map(StoredMessage::getMimeMessage)
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
