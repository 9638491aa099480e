package org.trustledger.command.subscriptions;

import org.trustledger.events.TrustCenterId;

/**
 * Asks whoever has an address whether they want to be told.
 *
 * @param address as it was typed
 */
record Subscribe(TrustCenterId trustCenter, String address, Wish wish, String correlationId) {
    /** Leaves the address out. */
    @Override
    public String toString() {
        return "Subscribe[%s]".formatted(trustCenter);
    }
}
