package org.trustledger.testing.planted.platform;

import org.trustledger.testing.planted.plain.Plain;

/** A drawer that should know nothing of features. */
public class KnowsAFeature {
    /** Knows one. */
    public Plain feature() {
        return new Plain();
    }
}
