package org.trustledger.chaos;

import java.util.random.RandomGenerator;

/**
 * Something that happens to a house.
 *
 * @param name as in "office killed"
 * @param shortest how long it lasts at least, in seconds
 * @param longest how long it lasts at most
 */
record Fault(String name, int shortest, int longest, Runnable strike, Runnable heal) {
    /** How long it lasts this time, in milliseconds. */
    long lasts(RandomGenerator random) {
        return shortest == longest ? shortest * 1000L : random.nextLong(shortest * 1000L, longest * 1000L);
    }
}
