package org.trustledger.chaos;

import java.util.Map;

/**
 * What one request would change: answers by number, and the version each gets.
 *
 * @param load whether it is the first document of an empty trust center, which states all else besides
 */
record Change(boolean load, Map<Integer, Integer> versions) {
    private static final int PROFILE_AND_CATEGORY = 2;

    /** How many facts it takes to say it. */
    int facts() {
        return versions.size() + (load ? PROFILE_AND_CATEGORY : 0);
    }
}
