package org.trustledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.trustledger.command.relay.Positions.Run;

class PositionsTest {
    @Test
    void nothingSeenIsEverythingMissing() {
        var positions = new Positions();

        assertThat(positions.withoutGap()).isZero();
        assertThat(positions.highest()).isZero();
        assertThat(positions.missing(3)).containsExactly(new Run(1, 3));
        assertThat(positions.missing(0)).isEmpty();
    }

    @Test
    void namesEachHoleAndTheEnd() {
        var positions = new Positions();
        LongStream.of(2, 1, 5, 6, 2, 8).forEach(positions::add);

        assertThat(positions.withoutGap()).isEqualTo(2);
        assertThat(positions.highest()).isEqualTo(8);
        assertThat(positions.missing(10)).containsExactly(new Run(3, 4), new Run(7, 7), new Run(9, 10));
        assertThat(positions.missing(5)).containsExactly(new Run(3, 4));
    }

    @RepeatedTest(50)
    void agreesWithASetThatRemembersEachPosition() {
        var random = ThreadLocalRandom.current();
        var positions = new Positions();
        var seen = new TreeSet<Long>();
        random.longs(random.nextInt(60), 1, 40).forEach(position -> {
            positions.add(position);
            seen.add(position);
        });

        assertThat(positions.missing(45).stream()
                        .flatMap(run ->
                                LongStream.rangeClosed(run.first(), run.last()).boxed()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 45)
                        .boxed()
                        .filter(position -> !seen.contains(position))
                        .toList());
        assertThat(positions.withoutGap())
                .isEqualTo(
                        LongStream.rangeClosed(1, 45).takeWhile(seen::contains).count());
    }
}
