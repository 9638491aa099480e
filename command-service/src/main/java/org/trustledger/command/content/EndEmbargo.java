package org.trustledger.command.content;

import org.trustledger.events.TrustCenterId;

/**
 * Command: record a change set whose embargo has ended. Harmless if it has not ended, was recorded, or was taken back.
 *
 * @param document id of the {@link SentDocument}
 */
record EndEmbargo(TrustCenterId trustCenter, String document, String correlationId) {}
