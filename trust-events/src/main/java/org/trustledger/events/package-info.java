/**
 * The public facts of the ledger and their JSON: the contract between the office and everybody who reads.
 *
 * <p>Written by command-service only. A new fact: a record beside its feature, a line in {@link FactType}, a sample.
 *
 * <p>One package, because a sealed hierarchy may not span several outside a named module.
 *
 * <p>Trap: a published version is never edited; its sample under {@code src/test/resources/facts} is read forever.
 */
@NullMarked
package org.trustledger.events;

import org.jspecify.annotations.NullMarked;
