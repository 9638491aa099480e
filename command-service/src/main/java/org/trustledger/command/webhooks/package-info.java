/**
 * Endpoints of programs: who registered them and proved that they are theirs, and calling them, signed as Standard
 * Webhooks has it, to addresses on the public internet only, in order, until they are taken or given up. What is told
 * is for a {@link org.trustledger.command.webhooks.CallWriter}.
 *
 * <p>Trap: the address of an endpoint is a secret of whoever receives there. Only
 * {@link org.trustledger.command.webhooks.Endpoint#address()} has the whole of it.
 */
@NullMarked
package org.trustledger.command.webhooks;

import org.jspecify.annotations.NullMarked;
