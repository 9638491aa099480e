package org.trustledger.bench;

import java.util.Locale;

/** What a ratio is to reach. */
record Target(boolean atLeast, double bound) {
    static Target atLeast(double bound) {
        return new Target(true, bound);
    }

    static Target atMost(double bound) {
        return new Target(false, bound);
    }

    boolean isReachedBy(double ratio) {
        return atLeast ? ratio >= bound : ratio <= bound;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", atLeast ? "≥" : "≤", bound);
    }
}
