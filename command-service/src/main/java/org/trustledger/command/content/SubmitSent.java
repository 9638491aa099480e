package org.trustledger.command.content;

import java.time.Instant;
import org.trustledger.events.TrustCenterId;

/**
 * Command: ask others to decide on a document that was sent and planned.
 *
 * @param actor opaque id of who asks, who must be who sent it
 * @param planned when the plan was made that they have looked at
 */
record SubmitSent(TrustCenterId trustCenter, String document, String actor, Instant planned, String correlationId) {}
