package org.trustledger.command.mail;

import java.time.Instant;

/**
 * A letter has come back: a server on the way has given it up. One that still tries is no bounce.
 *
 * @param letter id of it
 * @param kind whether another letter to the address fares better
 * @param status of RFC 3463, such as {@code 5.1.1}
 * @param at when the mailbox of bounces got it
 */
public record Bounce(String letter, Kind kind, String status, Instant at) {
    /** Whether another letter to the same address fares better. */
    public enum Kind {
        /** There is no such mailbox, or it takes nothing of the kind. */
        PERMANENT,
        /** Perhaps: it was full, or its server away for days. */
        TRANSIENT
    }
}
