package org.trustledger.chaos;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets moments pass until everything is to end. */
final class Pause {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final CountDownLatch end = new CountDownLatch(1);

    /** Whether to go on, after the pause or at once when everything ends. */
    boolean of(Duration duration) {
        try {
            return !end.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isOver() {
        return end.getCount() == 0;
    }

    void end() {
        end.countDown();
    }

    /** Whether the condition came true within the patience given. */
    boolean until(Duration patience, BooleanSupplier condition) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || !of(LOOK)) {
                return false;
            }
        }
        return true;
    }
}
