/**
 * Subscribers: who asked to be told, of what and how; who confirmed it, changed it and left.
 *
 * <p>What they are told is {@code notices}' business. Everything here that the public can reach answers the same for an
 * address that is known and for one that is not.
 */
@NullMarked
package org.trustledger.command.subscriptions;

import org.jspecify.annotations.NullMarked;
