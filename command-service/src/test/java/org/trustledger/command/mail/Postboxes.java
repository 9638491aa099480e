package org.trustledger.command.mail;

import java.time.Clock;

/** Postboxes as tests of those who send have them. */
public final class Postboxes {
    private Postboxes() {}

    /** One to a server on loopback. */
    public static Postbox to(int port, Clock clock) {
        return new Postbox(Offices.plain(port), clock);
    }
}
