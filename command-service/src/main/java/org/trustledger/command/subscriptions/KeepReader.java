package org.trustledger.command.subscriptions;

import org.trustledger.command.people.PersonId;
import org.trustledger.events.TrustCenterId;

/**
 * Takes back that a reader is to be forgotten.
 *
 * @param actor opaque id of the administrator
 */
record KeepReader(TrustCenterId trustCenter, PersonId reader, String actor, String correlationId) {}
