package org.trustledger.command.subscriptions;

import org.trustledger.events.TrustCenterId;

/** Ends the subscription of whoever has the link, and forgets them. */
record LeaveSubscription(TrustCenterId trustCenter, String secret, String correlationId) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "LeaveSubscription[%s]".formatted(trustCenter);
    }
}
