package org.trustledger.query.statements;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rectangle of valid and recorded time as PostgreSQL's {@code box}, the way the column {@code extent} has it. */
final class Extent {
    /** Seconds from 1970 beyond which there is no time. */
    private static final BigDecimal NEVER = BigDecimal.valueOf(100_000_000_000L);

    private Extent() {}

    /** One point of both clocks. */
    static String at(Instant validAt, Instant recordedAt) {
        return between(validAt, validAt, recordedAt);
    }

    /**
     * A stretch of valid time at one point of recorded time.
     *
     * @param since null for the beginning of time
     * @param until null for its end
     */
    static String between(@Nullable Instant since, @Nullable Instant until, Instant recordedAt) {
        var recorded = seconds(recordedAt);
        return "((%s,%s),(%s,%s))"
                .formatted(
                        since == null ? NEVER.negate() : seconds(since),
                        recorded,
                        until == null ? NEVER : seconds(until),
                        recorded);
    }

    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .add(BigDecimal.valueOf(instant.getNano(), 9))
                .max(NEVER.negate())
                .min(NEVER);
    }
}
