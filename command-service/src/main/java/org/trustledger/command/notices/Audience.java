package org.trustledger.command.notices;

import java.time.Instant;
import org.trustledger.events.TrustCenterId;

/**
 * Some of those who are told of changes. A bean per audience; it adds nothing else. Whoever is of two audiences has an
 * id in each.
 */
public interface Audience {
    /** Its name in the records. */
    String name();

    /** Whether anybody of it could be told anything of a trust center; where nobody could, nothing is worked out. */
    boolean hasAnybody(TrustCenterId trustCenter);

    /**
     * Writes a delivery for each who is to be told, in the caller's transaction.
     *
     * @param soon when those are due who are told at once
     * @param digest when those are due who get one letter a day
     * @return how many there are
     */
    int address(Notice notice, Instant soon, Instant digest);
}
