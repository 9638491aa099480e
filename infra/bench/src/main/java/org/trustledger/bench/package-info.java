/**
 * Measures the figures to reach, each against a baseline of the same run, and writes the table of the documentation.
 *
 * <p>A new row is a {@link org.trustledger.bench.Row} named in {@link org.trustledger.bench.Bench}.
 *
 * <p>Trap: both sides run in turns on one machine, so neither may leave work behind for the other's turn.
 */
@NullMarked
package org.trustledger.bench;

import org.jspecify.annotations.NullMarked;
