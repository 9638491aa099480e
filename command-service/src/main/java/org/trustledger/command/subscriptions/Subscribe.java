package org.trustledger.command.subscriptions;

import org.jspecify.annotations.Nullable;
import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/**
 * Asks whoever has an address whether they want to be told.
 *
 * @param asked as they are kept if nobody has the address yet, with a key that is there already
 * @param marks by which they are recognised
 * @param keyless whoever has the address by now, if their key is missing; else null
 */
record Subscribe(
        TrustCenterId trustCenter,
        Subscriber asked,
        Marks marks,
        @Nullable PersonId keyless,
        String correlationId) {
    /**
     * By what somebody is recognised.
     *
     * @param address of theirs
     * @param mailbox of all addresses that lead to the same mailbox as it
     * @param link of the secret that manages the subscription
     * @param leave of the secret that only ends it
     */
    record Marks(String address, String mailbox, String link, String leave) {}

    /** Leaves what recognises anybody out. */
    @Override
    public String toString() {
        return "Subscribe[%s]".formatted(trustCenter);
    }
}
