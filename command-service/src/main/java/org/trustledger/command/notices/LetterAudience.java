package org.trustledger.command.notices;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.people.PersonId;

/** An audience that is told by letters. */
public interface LetterAudience extends Audience {
    /** Why its readers get a letter. */
    WhyTold why();

    /** Who some of them are; none for somebody who is not written to any more. */
    Map<PersonId, Addressee> addressees(Collection<PersonId> persons);

    /** Those of some whom the provider's staff had forgotten because they asked for it. */
    default Set<PersonId> forgotten(Collection<PersonId> persons) {
        return Set.of();
    }

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
     * Somebody as a letter addresses them. A letter has the links that there are, and says nothing of the others.
     *
     * @param salt with which their address is digested
     * @param letters below which each letter has a page by its id, to be acknowledged and proved; null for none
     * @param manage where they choose what they are told of; null if that is not for them to choose
     * @param leave where they leave by a page, or by one request without any (RFC 8058); null if they cannot, and then
     *     the letter is none of a list's
     * @param topics which topics they ask for by now; null if that is not for them to choose
     * @param isPaused whether letters to them came back, and none are sent until they say so
     */
    record Addressee(
            String address,
            String language,
            String salt,
            @Nullable URI letters,
            @Nullable URI manage,
            @Nullable URI leave,
            @Nullable Set<String> topics,
            boolean isPaused) {
        /** Their own links in a letter. */
        Map<OwnLink, URI> links(String letter) {
            var links = new EnumMap<OwnLink, URI>(OwnLink.class);
            if (letters != null) {
                links.put(OwnLink.PROOF, URI.create("%s/%s".formatted(letters, letter)));
            }
            if (manage != null) {
                links.put(OwnLink.MANAGE, manage);
            }
            if (leave != null) {
                links.put(OwnLink.LEAVE, leave);
            }
            return links;
        }

        /** Says nothing of it, so that no log has it. */
        @Override
        public String toString() {
            return "Addressee[withheld]";
        }
    }
}
