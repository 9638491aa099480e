package org.trustledger.command.content;

import org.trustledger.command.platform.Answered;
import org.trustledger.events.TrustCenterId;

/**
 * Command: take a change set back from review.
 *
 * @param actor opaque id of who does, who must be its author
 */
record WithdrawSent(TrustCenterId trustCenter, String document, String actor, String correlationId)
        implements Answered<WithdrawSent.Withdrawn> {
    /** @param changeSet its id */
    record Withdrawn(String changeSet) {}

    @Override
    public Class<Withdrawn> answer() {
        return Withdrawn.class;
    }
}
