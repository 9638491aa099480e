/**
 * Takes the public facts from Kafka, whole commits at a time and each position once, and hands them to the projections.
 *
 * <p>A feature adds a {@link org.trustledger.query.ledger.Projection}; positions and offsets are kept with its rows.
 *
 * <p>Trap: what a projection keeps in memory may be ahead of a rolled-back transaction; keep nothing there.
 */
@NullMarked
package org.trustledger.query.ledger;

import org.jspecify.annotations.NullMarked;
