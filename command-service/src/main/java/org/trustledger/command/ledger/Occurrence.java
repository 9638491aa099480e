package org.trustledger.command.ledger;

/** Something that happened and stays in the office: in the store like a fact, but never sent on and never counted. */
public interface Occurrence {}
