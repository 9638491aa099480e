/**
 * The packs' pages: what was asked for and what became of it, asking again, asking for another date.
 *
 * <p>Decides nothing: what is asked goes to the pack desk as a command, and its refusals are told at the field.
 *
 * <p>Trap: a pack that is issued stands in the ledger for ever, so whoever asks is told before.
 */
@NullMarked
package org.trustledger.command.workbench.packs;

import org.jspecify.annotations.NullMarked;
