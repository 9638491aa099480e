package org.trustledger.command.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.platform.Answered;
import org.trustledger.events.TrustCenterId;

/**
 * Command: apply a document that was sent and planned, on the content position it was planned on. It can be given
 * again: what was applied is answered as it was, and nothing more is recorded. What is under embargo is kept until that
 * ends.
 *
 * @param document id of the {@link SentDocument}
 * @param actor opaque id of who applies it: who sent it, or who approves it
 * @param approves since when the document is in review that the actor has looked at and approves; null if the actor
 *     applies their own
 */
record ApplySent(
        TrustCenterId trustCenter,
        String document,
        String actor,
        @Nullable Instant approves,
        String correlationId) implements Answered<Submitted> {
    @Override
    public Class<Submitted> answer() {
        return Submitted.class;
    }
}
