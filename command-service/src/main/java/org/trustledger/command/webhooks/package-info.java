/**
 * Calling endpoints of others: signed as Standard Webhooks has it, to addresses on the public internet only, and what
 * comes of it. Who is called, about what and when, is for whoever keeps subscribers.
 *
 * <p>Trap: the address of an endpoint is a secret of whoever receives there. Only
 * {@link org.trustledger.command.webhooks.Endpoint#address()} has the whole of it.
 */
@NullMarked
package org.trustledger.command.webhooks;

import org.jspecify.annotations.NullMarked;
