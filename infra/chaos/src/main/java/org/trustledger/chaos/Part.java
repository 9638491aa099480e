package org.trustledger.chaos;

import java.util.Locale;

/** The processes of a house, in the order in which they can be started. */
enum Part {
    POSTGRESQL,
    KAFKA,
    OFFICE,
    COUNTER,
    PRESS;

    @Override
    public String toString() {
        return switch (this) {
            case POSTGRESQL -> "PostgreSQL";
            case KAFKA -> "Kafka";
            default -> "the " + name().toLowerCase(Locale.ROOT);
        };
    }
}
