package org.trustledger.testing.planted.west;

import org.trustledger.testing.planted.east.East;

/** Needs the east. */
public class West {
    /** Is there. */
    public East east() {
        return new East();
    }
}
