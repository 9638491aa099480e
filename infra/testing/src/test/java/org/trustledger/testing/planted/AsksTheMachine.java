package org.trustledger.testing.planted;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

class AsksTheMachine {
    Instant time() {
        return Instant.now();
    }

    LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Stockholm"));
    }

    Instant asItShould(Clock clock) {
        return Instant.now(clock);
    }
}
