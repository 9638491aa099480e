package org.trustledger.command.notices;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trustledger.command.people.PersonId;

/** An audience that is told by letters. */
public interface LetterAudience extends Audience {
    /** Who some of them are; none for somebody who is not written to any more. */
    Map<PersonId, Addressee> addressees(Collection<PersonId> persons);

    /**
     * When some of them asked for something else than before; nobody of whom that is not known.
     *
     * @param since what was before is left out
     */
    default Map<PersonId, List<Instant>> turns(Collection<PersonId> persons, Instant since) {
        return Map.of();
    }

    /**
     * Letters to somebody came back for good, one after another: in the caller's transaction they are written to no
     * more until they say so.
     *
     * @return whether they were written to until now
     */
    boolean pause(PersonId person, Instant at);

    /** Since when letters are sent to somebody although some had come back; empty if they never were paused. */
    Optional<Instant> resumedAt(PersonId person);

    /**
     * Somebody as a letter addresses them.
     *
     * @param salt with which their address is digested
     * @param manage where they choose what they are told of
     * @param leave where they leave
     * @param unsubscribe where one request, without a page, makes them leave
     * @param isPaused whether letters to them came back, and none are sent until they say so
     */
    record Addressee(
            String address, String language, String salt, URI manage, URI leave, URI unsubscribe, boolean isPaused) {
        /** Where they acknowledge a letter, and prove it. */
        URI proof(String letter) {
            return URI.create("%s/letters/%s".formatted(manage, letter));
        }

        /** Says nothing of it, so that no log has it. */
        @Override
        public String toString() {
            return "Addressee[withheld]";
        }
    }
}
