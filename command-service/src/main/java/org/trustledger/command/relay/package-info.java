/**
 * Sends on to Kafka what is already durable here: public facts in position order, and work for the press.
 *
 * <p>Features put work into the {@link Outbox} in their own transaction; facts are sent without being asked.
 *
 * <p>Trap: never let a later fact of a trust center be sent while an earlier one may still fail; see EventRelay.
 */
@NullMarked
package org.trustledger.command.relay;

import org.jspecify.annotations.NullMarked;
