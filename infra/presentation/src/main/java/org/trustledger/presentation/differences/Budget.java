package org.trustledger.presentation.differences;

/**
 * How much comparing may cost for one page, letter or answer of the API, in pairs of pieces; about half a second for
 * all of it.
 *
 * <p>Not thread-safe: each has its own.
 */
public final class Budget {
    private static final long ONE_TEXT = 4_000_000;
    private static final long ALL_TEXTS = 40_000_000;

    private long left = ALL_TEXTS;

    /** Whether that much is left; then it is spent. */
    boolean affords(long pairs) {
        if (pairs > ONE_TEXT || pairs > left) {
            return false;
        }
        left -= pairs;
        return true;
    }
}
