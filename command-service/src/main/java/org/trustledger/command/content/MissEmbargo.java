package org.trustledger.command.content;

import org.trustledger.events.TrustCenterId;

/**
 * Command: note that a change set cannot be recorded though its embargo has ended, for people to take it up.
 *
 * @param document id of the {@link SentDocument}
 * @param why it cannot
 */
record MissEmbargo(TrustCenterId trustCenter, String document, Trouble why, String correlationId) {}
