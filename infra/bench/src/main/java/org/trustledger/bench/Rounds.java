package org.trustledger.bench;

import java.util.ArrayList;
import java.util.List;

/** Measures two sides in turns, so that whatever else the machine does hits both. */
final class Rounds {
    private final int warmUps;
    private final int counted;

    Rounds(int warmUps, int counted) {
        this.warmUps = warmUps;
        this.counted = counted;
    }

    /** Does its work once and says what it came to. */
    @FunctionalInterface
    interface Side {
        double once() throws Exception;
    }

    /** Both series, value by value from the same round. */
    record Pair(Series ours, Series theirs) {}

    Pair measure(Side ours, Side theirs) throws Exception {
        var ourValues = new ArrayList<Double>();
        var theirValues = new ArrayList<Double>();
        for (var round = 0; round < warmUps + counted; round++) {
            double our;
            double their;
            // Who goes first changes, or one side would always find what the other one left.
            if (round % 2 == 0) {
                our = ours.once();
                their = theirs.once();
            } else {
                their = theirs.once();
                our = ours.once();
            }
            if (round >= warmUps) {
                ourValues.add(our);
                theirValues.add(their);
            }
        }
        return new Pair(new Series(List.copyOf(ourValues)), new Series(List.copyOf(theirValues)));
    }

    @Override
    public String toString() {
        return "%d rounds in turns after %d of warm-up".formatted(counted, warmUps);
    }
}
