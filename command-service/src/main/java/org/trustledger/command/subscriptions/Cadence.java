package org.trustledger.command.subscriptions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** How often a subscriber is written to. */
public enum Cadence {
    /** Soon after each change. */
    IMMEDIATE("immediate"),
    /** Once a day, if anything changed. */
    DAILY("daily");

    private final String key;

    Cadence(String key) {
        this.key = key;
    }

    /** As in forms, rows and JSON. */
    @JsonValue
    public String key() {
        return key;
    }

    /** The one of that key; empty if there is none. */
    public static Optional<Cadence> named(String key) {
        return Arrays.stream(values())
                .filter(cadence -> cadence.key.equals(key))
                .findFirst();
    }
}
