/**
 * What reads differently at two points in time, for people and for programs.
 *
 * <p>Compares two readings of everything, each at both clocks; what is asked about the history of one item is answered
 * by {@code history}.
 *
 * <p>Trap: said again in the same words is no difference, though it is another fact.
 */
@NullMarked
package org.trustledger.query.differences;

import org.jspecify.annotations.NullMarked;
