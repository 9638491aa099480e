package org.trustledger.command.mail;

/**
 * Hears of letters that came back. What it was told and did not take, by an exception or because the office ended, it
 * is told again; so it can be told twice of one that it took.
 */
@FunctionalInterface
public interface TakesBounces {
    void on(Bounce bounce);
}
