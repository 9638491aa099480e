package org.trustledger.command.packs;

/** Asks the press once more for a pack that is still owed. No new request: the pack is a function of its identity. */
record AskAgain(String pack, String correlationId) {}
