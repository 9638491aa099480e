package org.trustledger.command.notices;

import java.time.Instant;

/** Some of those who are told of changes. A bean per audience; it adds nothing else. */
public interface Audience {
    /** Its name in the records. */
    String name();

    /**
     * Writes a delivery for each who is to be told, in the caller's transaction.
     *
     * @param soon when those are due who are told at once
     * @param digest when those are due who get one letter a day
     * @return how many there are
     */
    int address(Notice notice, Instant soon, Instant digest);
}
