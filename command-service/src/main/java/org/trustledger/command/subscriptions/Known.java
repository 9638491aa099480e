package org.trustledger.command.subscriptions;

import java.util.Optional;
import org.trustledger.command.people.People;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.FactCodec;

/**
 * What is known of a subscriber and sealed with their key.
 *
 * @param address to which they are written
 * @param secret of their link, which manages the subscription
 * @param salt with which the address is digested in the records of what they were told: theirs, and gone with them
 */
public record Known(String address, String secret, String salt) {
    private static final String PART = "subscriber";

    /** Sealed, to be kept in a row. */
    byte[] sealed(People.Keys keys, PersonId person) {
        return keys.seal(person, PART, FactCodec.mapper().writeValueAsBytes(this));
    }

    /** Of a subscriber's row; empty if they are forgotten. */
    public static Optional<Known> of(Subscriber subscriber, People.Keys keys) {
        return keys.open(subscriber.id(), PART, subscriber.sealed())
                .map(bytes -> FactCodec.mapper().readValue(bytes, Known.class));
    }

    /** Says nothing of it, so that no log has it. */
    @Override
    public String toString() {
        return "Known[withheld]";
    }
}
