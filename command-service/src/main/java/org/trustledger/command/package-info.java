/**
 * The office: decides, keeps the ledger, sends its public facts on.
 *
 * <p>A package per feature; {@code platform} is the one technical drawer and imports no feature.
 */
@NullMarked
package org.trustledger.command;

import org.jspecify.annotations.NullMarked;
