package org.trustledger.command.packs;

import org.trustledger.command.ledger.Occurrence;
import org.trustledger.events.PackIdentity;

/**
 * The press was asked for a pack.
 *
 * @param position where the commit of the newest content or access ends: a view is complete up to there
 */
public record PackRequested(String pack, PackIdentity identity, long position) implements Occurrence {}
