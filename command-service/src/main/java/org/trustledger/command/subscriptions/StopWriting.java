package org.trustledger.command.subscriptions;

import org.trustledger.events.TrustCenterId;

/**
 * Says of an address that it is not to be written to because somebody typed it, or that it may be again.
 *
 * @param mailboxMark of the address
 * @param stops whether nothing is to be written
 */
record StopWriting(TrustCenterId trustCenter, String mailboxMark, boolean stops, String correlationId) {
    /** Leaves out what recognises anybody. */
    @Override
    public String toString() {
        return "StopWriting[%s]".formatted(trustCenter);
    }
}
