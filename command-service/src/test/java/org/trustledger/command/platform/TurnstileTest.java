package org.trustledger.command.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trustledger.testing.MovableClock;

/** Each passes only so often, and nobody pays for another. */
class TurnstileTest {
    private final MovableClock clock = new MovableClock("2026-11-22T11:00:00Z");
    private final Turnstile turnstile = new Turnstile(2, Duration.ofHours(1), clock);

    @Test
    void eachPassesSoOftenWithinAnyHour() {
        assertThat(turnstile.lets("anna")).isTrue();
        clock.move(Duration.ofMinutes(40));
        assertThat(turnstile.lets("anna")).isTrue();
        assertThat(turnstile.lets("anna")).isFalse();
        assertThat(turnstile.lets("bo")).as("another").isTrue();

        clock.move(Duration.ofMinutes(21));
        assertThat(turnstile.lets("anna")).as("the first is an hour ago").isTrue();
        assertThat(turnstile.lets("anna")).as("the second is not").isFalse();
    }

    @Test
    void whoHasNotComeForLongestIsForgottenSoThatMemoryIsBounded() {
        turnstile.lets("anna");
        turnstile.lets("anna");
        turnstile.lets("bo");
        turnstile.lets("bo");
        IntStream.range(0, 9_999).forEach(each -> turnstile.lets("client-" + each));

        assertThat(turnstile.lets("bo")).as("is still known").isFalse();
        assertThat(turnstile.lets("anna")).as("is known no more").isTrue();
    }
}
