package org.trustledger.command.subscriptions;

import org.trustledger.events.TrustCenterId;

/** Begins to tell whoever has the link. */
record ConfirmSubscription(TrustCenterId trustCenter, String secret, Wish wish, String correlationId) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "ConfirmSubscription[%s]".formatted(trustCenter);
    }
}
