package org.trustledger.command.content;

import java.util.Locale;
import java.util.Optional;

/** Into what a plan is divided for a reader, in the order in which it is shown. */
public enum PlanPart {
    REMOVED,
    ACCESS,
    CORRECTED,
    DATED,
    CHANGED,
    ADDED,
    /** What the document does not mention, and what stays unless it is ticked. */
    LEFT_OUT;

    static PlanPart of(Change.Kind change) {
        return switch (change) {
            case REMOVED -> REMOVED;
            case CORRECTED -> CORRECTED;
            case DATED -> DATED;
            case CHANGED -> CHANGED;
            case ADDED -> ADDED;
            case ACCESS -> ACCESS;
        };
    }

    /** As it is written in addresses and rows. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads what {@link #key} writes. */
    public static Optional<PlanPart> read(String key) {
        for (var part : values()) {
            if (part.key().equals(key)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }
}
