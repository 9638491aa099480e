package org.trustledger.command.subscriptions;

import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/**
 * Forgets a reader who asked the provider for it, or agrees that it is done.
 *
 * @param basedOn how it stood when the administrator decided, as {@link ErasureDesk#standing} says it
 * @param actor opaque id of the administrator
 */
record EraseReader(TrustCenterId trustCenter, PersonId reader, String basedOn, String actor, String correlationId) {}
