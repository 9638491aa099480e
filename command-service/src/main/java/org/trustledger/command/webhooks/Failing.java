package org.trustledger.command.webhooks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint has been failing, and whether it is to be paused for that: when ten deliveries in a row were given
 * up, or when it has taken nothing for five days and at least one was.
 *
 * @param since when it began to take nothing; null while it takes what it gets
 * @param givenUp how many deliveries in a row were tried for the last time in vain
 */
public record Failing(@Nullable Instant since, int givenUp) {
    /** Of an endpoint that is new, or is called again after a pause. */
    public static final Failing NOT = new Failing(null, 0);

    private static final Duration LONGEST = Duration.ofDays(5);
    private static final int MOST_GIVEN_UP = 10;

    /**
     * How it stands after a further attempt.
     *
     * @param last whether the attempt was the delivery's last
     */
    public Failing after(Outcome outcome, boolean last, Instant now) {
        if (outcome.isAccepted()) {
            return NOT;
        } else if (outcome instanceof Outcome.Unreachable unreachable && unreachable.why() == Outcome.Why.BUSY) {
            // It was not called.
            return this;
        }
        return new Failing(since == null ? now : since, last ? givenUp + 1 : givenUp);
    }

    /** Whether it is to be called no more, until somebody says so. */
    public boolean asksForPause(Instant now) {
        return givenUp >= MOST_GIVEN_UP || givenUp > 0 && since != null && !now.isBefore(since.plus(LONGEST));
    }
}
