package org.trustledger.command.mail;

import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Clock;
import org.trustledger.backing.FreePort;
import org.trustledger.command.RunningOffice;

/** The mailbox of an office that its letters come back to, on a real server. */
public final class ReturnedLetters implements AutoCloseable {
    /** What the address that a letter comes back to looks like. */
    public static final String RETURN_PATH = "bounces\\+[0-9a-f]{32}@trust\\.fjordsky\\.example";

    private static final String ADDRESS = "bounces@trust.fjordsky.example";
    private static final String USER = "bounces";
    private static final String PASSWORD = "secret";

    private final int smtp = FreePort.any();
    private final int imap = FreePort.any();
    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(imap, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    public ReturnedLetters() {
        server.start();
        try {
            var mailbox = server.getUserManager().createUser(ADDRESS, USER, PASSWORD);
            // As servers do that know what a + in an address means.
            server.getUserManager().setMessageDeliveryHandler((_, _) -> mailbox);
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an office needs to be told. */
    public String[] settings() {
        return new String[] {
            "trust-ledger.mail.bounces.host=127.0.0.1",
            "trust-ledger.mail.bounces.port=" + imap,
            "trust-ledger.mail.bounces.start-tls=never",
            "trust-ledger.mail.bounces.user=" + USER,
            "trust-ledger.mail.bounces.password=" + PASSWORD,
            "trust-ledger.mail.bounces.address=" + ADDRESS
        };
    }

    /**
     * A server on the way has given a letter up, and writes so to where the letter comes back to.
     *
     * @param returnPath of the letter's envelope
     * @param status of RFC 3463
     */
    public void report(String returnPath, String status) {
        var report = Report.of(
                returnPath, "failed", "Status: " + status, "text/rfc822-headers", "somewhere@nordhamn.example");
        try (var run = Postboxes.to(smtp, Clock.systemUTC()).run()) {
            run.hand(new Envelope("report", returnPath, "postmaster@nordhamn.example", false, report));
        }
    }

    /** How many mails are in it. */
    public int size() {
        return server.getReceivedMessages().length;
    }

    /** Lets an office look into it now. */
    public static void look(RunningOffice office) {
        office.bean(Bounces.class).react();
    }

    @Override
    public void close() {
        server.stop();
    }
}
