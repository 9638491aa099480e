/**
 * The ledger: what was decided, in order, never altered; each public fact with its exact published bytes.
 *
 * <p>Features write through {@link Ledger}; a new event of the office's own needs an {@link OccurrenceName} bean.
 *
 * <p>Trap: whatever a decision reads must be read inside it, after the trust center's row is locked.
 */
@NullMarked
package org.trustledger.command.ledger;

import org.jspecify.annotations.NullMarked;
