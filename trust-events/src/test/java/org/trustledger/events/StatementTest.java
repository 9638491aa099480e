package org.trustledger.events;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocalizedText REASON = LocalizedText.of("en", "Because");

    @Test
    void cannotApplyForNoTimeAtAll() {
        assertThatThrownBy(() -> new Statement("a", 1, NOON, NOON, REASON, null))
                .hasMessageContaining("no time at all");
    }

    @Test
    void numbersRevisionsFromOne() {
        assertThatThrownBy(() -> new Statement("a", 0, NOON, null, REASON, null))
                .hasMessageContaining("start at 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "å", "a b", "-a", "a-", "a/b", "../a"})
    void refusesIdsThatCouldNotStandInAnAddress(String id) {
        assertThatThrownBy(() -> new Statement(id, 1, NOON, null, REASON, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
