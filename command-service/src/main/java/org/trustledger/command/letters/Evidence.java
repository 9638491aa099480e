package org.trustledger.command.letters;

/**
 * By which it can be proved later what a letter said and to whom it went, without keeping either of them with it.
 *
 * @param textSha256 of its words, lower-case hex
 * @param addressDigest of its address, salted, lower-case hex
 * @param accessPosition of the last fact about access when the words were set: what is restricted later is in them
 *     still
 */
public record Evidence(String textSha256, String addressDigest, long accessPosition) {}
