package org.trustledger.chaos;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Something that happens to a house.
 *
 * @param name as in "office killed"
 * @param shortest how long it lasts at least, in seconds
 * @param longest how long it lasts at most
 */
record Fault(Kind kind, String name, int shortest, int longest, Runnable strike, Runnable heal) {
    /** What can be asked for on the command line, by these names in lower case. */
    enum Kind {
        KILL,
        GONE,
        FREEZE,
        DISK,
        CLOCK;

        static Optional<Kind> named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.toString().equals(name))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How long it lasts this time, in milliseconds. */
    long lasts(RandomGenerator random) {
        return shortest == longest ? shortest * 1000L : random.nextLong(shortest * 1000L, longest * 1000L);
    }
}
