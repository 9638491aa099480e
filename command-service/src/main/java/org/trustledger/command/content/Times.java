package org.trustledger.command.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends of time: null stands for until further notice. */
final class Times {
    private Times() {}

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
