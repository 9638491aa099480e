package org.trustledger.testing.planted;

import java.time.Instant;

class AsksTheMachine {
    Instant time() {
        return Instant.now();
    }
}
