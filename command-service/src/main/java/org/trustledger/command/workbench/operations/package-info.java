/**
 * The page on operations: what is behind, what has failed, and what to do about it, in plain words.
 *
 * <p>A new trouble is a {@link OperationsPage.Trouble} made in {@link OperationsPart}, with what to do.
 *
 * <p>Trap: it is one trust center's page; of what concerns the whole office it must name no other.
 */
@NullMarked
package org.trustledger.command.workbench.operations;

import org.jspecify.annotations.NullMarked;
