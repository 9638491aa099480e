package org.trustledger.command.content;

import org.trustledger.events.TrustCenterId;

/**
 * Command: apply a document that was sent and planned, on the content position it was planned on. It can be given
 * again: what was applied is answered as it was, and nothing more is recorded.
 *
 * @param document id of the {@link SentDocument}
 * @param actor opaque id of who applies it, who must be who sent it
 */
record ApplySent(TrustCenterId trustCenter, String document, String actor, String correlationId) {}
