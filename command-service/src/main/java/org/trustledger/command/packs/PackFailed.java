package org.trustledger.command.packs;

import org.trustledger.command.ledger.Occurrence;

/** The press could not make a pack, and trying again would not help. It can be asked for again. */
public record PackFailed(String pack, String problem) implements Occurrence {}
