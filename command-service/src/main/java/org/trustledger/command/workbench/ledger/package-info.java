/**
 * The ledger as people read it: every fact, found by what it is about, and one fact with what it changed.
 *
 * <p>Writes nothing but {@link FactLines}, by which facts are found; something new to find by is a column there.
 *
 * <p>Trap: lines come after the facts; whoever needs all of them lets them catch up first.
 */
@NullMarked
package org.trustledger.command.workbench.ledger;

import org.jspecify.annotations.NullMarked;
