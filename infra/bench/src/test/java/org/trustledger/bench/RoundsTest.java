package org.trustledger.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void sidesTakeTurnsAndWarmUpDoesNotCount() throws Exception {
        var turns = new ArrayList<String>();

        var measured = new Rounds(1, 2).measure(() -> turn(turns, "ours"), () -> turn(turns, "theirs"));

        assertThat(turns).containsExactly("ours", "theirs", "theirs", "ours", "ours", "theirs");
        assertThat(measured.ours().values()).containsExactly(4.0, 5.0);
        assertThat(measured.theirs().values()).containsExactly(3.0, 6.0);
    }

    @Test
    void theRatioIsThatOfRoundsNextToEachOther() {
        var ours = new Series(List.of(10.0, 40.0, 30.0));
        var ratio = ours.over(new Series(List.of(10.0, 20.0, 60.0)));

        assertThat(ratio.values()).containsExactly(1.0, 2.0, 0.5);
        assertThat(ratio.median()).isEqualTo(1.0);
        assertThat(ours.quantile(0.75)).isCloseTo(35.0, within(1e-9));
    }

    @Test
    void aTargetIsAFloorOrACeiling() {
        assertThat(Target.atLeast(0.6).isReachedBy(0.6)).isTrue();
        assertThat(Target.atLeast(0.6).isReachedBy(0.59)).isFalse();
        assertThat(Target.atMost(1.5).isReachedBy(1.5)).isTrue();
        assertThat(Target.atMost(1.5).isReachedBy(1.51)).isFalse();
    }

    private static double turn(List<String> turns, String who) {
        turns.add(who);
        return turns.size();
    }
}
