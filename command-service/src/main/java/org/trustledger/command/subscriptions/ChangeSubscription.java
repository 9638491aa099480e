package org.trustledger.command.subscriptions;

import org.trustledger.events.TrustCenterId;

/**
 * Tells whoever has the link of other things, or otherwise.
 *
 * @param basedOn the version that was read
 */
record ChangeSubscription(TrustCenterId trustCenter, String secret, Wish wish, long basedOn, String correlationId) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "ChangeSubscription[%s]".formatted(trustCenter);
    }
}
