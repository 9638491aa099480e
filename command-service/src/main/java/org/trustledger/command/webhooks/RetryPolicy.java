package org.trustledger.command.webhooks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.platform.Sha256;

/**
 * When a call that came to nothing is made again: after ever longer waits, as Standard Webhooks recommends, over some
 * three days.
 *
 * <p>Each wait is up to a tenth shorter or longer, so that not everybody who failed together tries again together. By
 * how much depends on the delivery and the attempt alone: it comes out the same whenever it is reckoned.
 */
public final class RetryPolicy {
    private static final List<Duration> WAITS = Stream.of(
                    "PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H")
            .map(Duration::parse)
            .toList();
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(24);
    private static final double SPREAD = 0.1;

    /** How often a call is made at most. */
    public static final int MOST_ATTEMPTS = WAITS.size() + 1;

    private RetryPolicy() {}

    /**
     * How long after an attempt the next one is made. An endpoint that asks for a longer wait gets it, up to a day; one
     * that asks for a shorter does not.
     *
     * @param delivery its id
     * @param attempts how many have been made, this one included
     * @param outcome of this one
     * @return empty if no further one is made, because there is no need, no use, or none left
     */
    public static Optional<Duration> waitAfter(String delivery, int attempts, Outcome outcome) {
        if (attempts < 1) {
            throw new IllegalArgumentException("%s has had no attempt".formatted(delivery));
        }
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Gone _ -> Optional.empty();
            case Outcome.Unreachable _ -> planned(delivery, attempts);
            case Outcome.Refused refused -> planned(delivery, attempts).map(wait -> longer(wait, refused.retryAfter()));
        };
    }

    private static Duration longer(Duration planned, @Nullable Duration askedFor) {
        if (askedFor == null || askedFor.compareTo(planned) <= 0) {
            return planned;
        }
        var granted = askedFor.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : askedFor;
        return granted.compareTo(planned) > 0 ? granted : planned;
    }

    private static Optional<Duration> planned(String delivery, int attempts) {
        if (attempts >= MOST_ATTEMPTS) {
            return Optional.empty();
        }
        var millis = WAITS.get(attempts - 1).toMillis();
        return Optional.of(Duration.ofMillis(Math.round(
                millis * (1 + SPREAD * (2 * fraction(delivery, attempts) - 1)))));
    }

    /** From 0 to 1. */
    private static double fraction(String delivery, int attempts) {
        var digest = Sha256.fresh().digest("%s/%d".formatted(delivery, attempts).getBytes(StandardCharsets.UTF_8));
        return Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt()) / (double) (1L << Integer.SIZE);
    }
}
