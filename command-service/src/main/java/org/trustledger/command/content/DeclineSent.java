package org.trustledger.command.content;

import java.time.Instant;
import org.trustledger.command.platform.Answered;
import org.trustledger.events.TrustCenterId;

/**
 * Command: decline a change set.
 *
 * @param actor opaque id of who does, who must not be its author
 * @param lookedAt since when the change set is in review that they have looked at
 * @param words for its author
 */
record DeclineSent(
        TrustCenterId trustCenter, String document, String actor, Instant lookedAt, String words, String correlationId)
        implements Answered<ChangeSet> {
    @Override
    public Class<ChangeSet> answer() {
        return ChangeSet.class;
    }
}
