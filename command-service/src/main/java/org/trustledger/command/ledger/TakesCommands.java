package org.trustledger.command.ledger;

/** Marks a bean whose {@code @CommandHandler} methods the command bus is to call, each in one transaction. */
public interface TakesCommands {}
