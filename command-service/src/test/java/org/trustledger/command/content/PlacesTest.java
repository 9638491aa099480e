package org.trustledger.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void aNewListHasGaps() {
        assertThat(Places.of(List.of("a", "b", "c"), Map.of(), 0))
                .isEqualTo(Map.of("a", 1_000L, "b", 2_000L, "c", 3_000L));
    }

    @Test
    void whatIsPutBetweenMovesNothing() {
        assertThat(Places.of(List.of("x", "a", "y", "z", "b", "w"), Map.of("a", 1_000L, "b", 2_000L), 0))
                .isEqualTo(Map.of("x", 500L, "a", 1_000L, "y", 1_333L, "z", 1_666L, "b", 2_000L, "w", 3_000L));
    }

    @Test
    void theFewestAreMoved() {
        assertThat(Places.of(
                        List.of("d", "a", "b", "c"), Map.of("a", 1_000L, "b", 2_000L, "c", 3_000L, "d", 4_000L), 0))
                .isEqualTo(Map.of("d", 500L, "a", 1_000L, "b", 2_000L, "c", 3_000L));
    }

    @Test
    void aFullGapNumbersTheListAnew() {
        assertThat(Places.of(List.of("a", "x", "b"), Map.of("a", 1L, "b", 2L), 0))
                .isEqualTo(Map.of("a", 1_000L, "x", 2_000L, "b", 3_000L));
    }

    @Test
    void whatComesLastComesAfterWhatTheDocumentLeavesOut() {
        assertThat(Places.of(List.of("a", "x"), Map.of("a", 1_000L), 5_000))
                .isEqualTo(Map.of("a", 1_000L, "x", 6_000L));
    }

    @Test
    void twoAtTheSamePlaceStayInTheOrderOfTheirIds() {
        assertThat(Places.of(List.of("a", "b"), Map.of("a", 1_000L, "b", 1_000L), 0))
                .isEqualTo(Map.of("a", 1_000L, "b", 1_000L));
    }
}
