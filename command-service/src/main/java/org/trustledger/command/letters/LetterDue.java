package org.trustledger.command.letters;

import java.time.Instant;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/**
 * A letter that is to be sent.
 *
 * @param id 32 hex digits, of the Message-ID: whoever gets it twice can tell
 * @param kind whose letter it is: that of its {@link LetterWriter}
 * @param about what it is about, in that kind's own terms
 * @param to who gets it
 * @param madeAt when it was put
 * @param attempts how often it was tried in vain
 * @param refusals how often of that the mail server was reached
 * @param isUrgent whether somebody sits and waits for it
 * @param isUnsure whether it was handed over, and what became of that is not known
 * @param hasTurn whether it has waited for its turn with the domain of its address
 * @param heldBy of the office that holds it
 */
public record LetterDue(
        String id,
        TrustCenterId trustCenter,
        String kind,
        String about,
        PersonId to,
        Instant madeAt,
        int attempts,
        int refusals,
        boolean isUrgent,
        boolean isUnsure,
        boolean hasTurn,
        String heldBy) {
    /** Tells it from the same letter, held another time. */
    String hold() {
        return id + "/" + heldBy;
    }
}
