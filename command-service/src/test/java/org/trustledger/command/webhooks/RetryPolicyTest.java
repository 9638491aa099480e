package org.trustledger.command.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When a call is made again, and when an endpoint is paused. */
class RetryPolicyTest {
    private static final Outcome SILENT = new Outcome.Unreachable(Outcome.Why.TOO_SLOW);
    private static final Outcome REFUSED = new Outcome.Refused(500, null);

    @ParameterizedTest
    @CsvSource({"1,PT5S", "2,PT5M", "3,PT30M", "4,PT2H", "5,PT5H", "6,PT10H", "7,PT14H", "8,PT20H", "9,PT24H"})
    void eachWaitIsAboutAsLongAsRecommended(int attempts, Duration recommended) {
        var waits = IntStream.range(0, 1_000)
                .mapToObj(delivery -> wait("told-" + delivery, attempts, SILENT))
                .toList();

        assertThat(waits)
                .allSatisfy(wait -> assertThat(wait)
                        .isBetween(
                                recommended.multipliedBy(9).dividedBy(10),
                                recommended.multipliedBy(11).dividedBy(10)));
        assertThat(waits.stream().distinct().count()).as("not all at once").isGreaterThan(500);
        assertThat(waits.stream().mapToLong(Duration::toMillis).average().orElseThrow())
                .as("no sooner than later")
                .isBetween(recommended.toMillis() * 0.98, recommended.toMillis() * 1.02);
    }

    @Test
    void itComesOutTheSameWheneverItIsReckoned() {
        for (var attempts = 1; attempts < RetryPolicy.MOST_ATTEMPTS; attempts++) {
            assertThat(wait("told-1", attempts, SILENT)).isEqualTo(wait("told-1", attempts, REFUSED));
        }
    }

    @Test
    void itGoesOnForSomeThreeDaysAndThenEnds() {
        var total = IntStream.range(1, RetryPolicy.MOST_ATTEMPTS)
                .mapToObj(attempts -> wait("told-1", attempts, SILENT))
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(total).isBetween(Duration.ofHours(68), Duration.ofHours(84));
        assertThat(RetryPolicy.MOST_ATTEMPTS).isEqualTo(10);
        assertThat(RetryPolicy.waitAfter("told-1", 10, SILENT)).isEmpty();
        assertThat(RetryPolicy.waitAfter("told-1", 11, new Outcome.Refused(503, Duration.ofMinutes(1))))
                .isEmpty();
        assertThatThrownBy(() -> RetryPolicy.waitAfter("told-1", 0, SILENT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoHasItOrWantsNoMoreIsNotCalledAgain() {
        assertThat(RetryPolicy.waitAfter("told-1", 1, new Outcome.Accepted(200)))
                .isEmpty();
        assertThat(RetryPolicy.waitAfter("told-1", 1, new Outcome.Gone())).isEmpty();
    }

    /** Attempts made, what the endpoint asks for, and what it gets; null for what it would get anyway. */
    static Stream<Arguments> asked() {
        return Stream.of(
                Arguments.of(1, Duration.ofSeconds(120), Duration.ofSeconds(120)),
                Arguments.of(1, Duration.ZERO, null),
                Arguments.of(1, Duration.ofSeconds(1), null),
                Arguments.of(4, Duration.ofMinutes(10), null),
                Arguments.of(4, Duration.ofHours(6), Duration.ofHours(6)),
                Arguments.of(1, Duration.ofHours(24), Duration.ofHours(24)),
                Arguments.of(1, Duration.ofDays(365), Duration.ofHours(24)),
                Arguments.of(8, Duration.ofDays(365), Duration.ofHours(24)));
    }

    @ParameterizedTest
    @MethodSource
    void asked(int attempts, Duration askedFor, Duration granted) {
        assertThat(wait("told-1", attempts, new Outcome.Refused(503, askedFor)))
                .isEqualTo(granted == null ? wait("told-1", attempts, REFUSED) : granted);
    }

    @Test
    void aWaitThatIsLongAnywayIsNotShortenedByWhoAsksForTooMuch() {
        for (var delivery = 0; delivery < 100; delivery++) {
            assertThat(wait("told-" + delivery, 9, new Outcome.Refused(503, Duration.ofDays(2))))
                    .isGreaterThanOrEqualTo(Duration.ofHours(24))
                    .isGreaterThanOrEqualTo(wait("told-" + delivery, 9, REFUSED));
        }
    }

    private static Duration wait(String delivery, int attempts, Outcome outcome) {
        return RetryPolicy.waitAfter(delivery, attempts, outcome).orElseThrow();
    }

    /** Deliveries given up in a row, days since the first failure, and whether that is enough. */
    @ParameterizedTest
    @CsvSource({
        "0,0,false",
        "0,30,false",
        "1,3,false",
        "1,4,false",
        "1,5,true",
        "9,4,false",
        "10,0,true",
        "10,4,true",
        "400,9,true"
    })
    void anEndpointThatGoesOnFailingIsPaused(int givenUp, int days, boolean paused) {
        var begun = Instant.parse("2026-11-22T11:00:00Z");
        var failing = Failing.NOT.after(SILENT, false, begun);
        for (var each = 0; each < givenUp; each++) {
            failing = failing.after(REFUSED, true, begun.plusSeconds(each));
        }

        assertThat(failing).isEqualTo(new Failing(begun, givenUp));
        assertThat(failing.asksForPause(begun.plus(Duration.ofDays(days)))).isEqualTo(paused);
    }

    @Test
    void oneThatIsTakenEndsTheRow() {
        var begun = Instant.parse("2026-11-22T11:00:00Z");
        var failing = new Failing(begun, 9);

        assertThat(failing.after(new Outcome.Accepted(204), false, begun)).isEqualTo(Failing.NOT);
        assertThat(failing.after(new Outcome.Unreachable(Outcome.Why.BUSY), true, begun))
                .as("whoever was not called has not failed")
                .isEqualTo(failing);
        assertThat(Failing.NOT.asksForPause(begun)).isFalse();
    }
}
