package org.trustledger.command.subscriptions;

import org.trustledger.events.TrustCenterId;

/** Sends letters again to whoever has the link, though some had come back. */
record ResumeSubscription(TrustCenterId trustCenter, String secret, String correlationId) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "ResumeSubscription[%s]".formatted(trustCenter);
    }
}
