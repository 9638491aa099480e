package org.trustledger.testing.planted.east;

import org.trustledger.testing.planted.west.West;

/** Needs the west. */
public class East {
    /** Is there. */
    public West west() {
        return new West();
    }
}
