package org.trustledger.command.relay;

import java.util.ArrayList;
import java.util.List;

/** The disagreements that were found; beyond a number of them only how many more there are. */
final class Findings {
    private static final int MOST = 1_000;

    private final List<Finding> found = new ArrayList<>();
    private long more;

    /**
     * One disagreement.
     *
     * @param position the first it is about; 0 if it is about the trust center as a whole
     */
    record Finding(String trustCenter, long position, String what) {
        @Override
        public String toString() {
            return position == 0
                    ? "%s: %s".formatted(trustCenter, what)
                    : "%s, position %d: %s".formatted(trustCenter, position, what);
        }
    }

    void add(String trustCenter, long position, String what) {
        if (found.size() < MOST) {
            found.add(new Finding(trustCenter, position, what));
        } else {
            more++;
        }
    }

    List<Finding> found() {
        return List.copyOf(found);
    }

    /** How many there are besides those that {@link #found} names. */
    long more() {
        return more;
    }
}
