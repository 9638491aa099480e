package org.trustledger.command.subscriptions;

import org.trustledger.events.TrustCenterId;

/**
 * Begins to tell whoever has the link.
 *
 * @param basedOn the version that was read
 */
record ConfirmSubscription(TrustCenterId trustCenter, String secret, Wish wish, long basedOn, String correlationId) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "ConfirmSubscription[%s]".formatted(trustCenter);
    }
}
