/**
 * Content as code on the command line: {@code infra/ledger plan|apply|export}, a client of the office's API.
 *
 * <p>A new command is a class with {@code @Command} named in {@link LedgerTool}; check and rebuild are not among them.
 *
 * <p>Trap: tokens come from the environment or a file only; an argument would show in the list of processes.
 */
@NullMarked
package org.trustledger.cli;

import org.jspecify.annotations.NullMarked;
