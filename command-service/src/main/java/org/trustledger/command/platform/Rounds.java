package org.trustledger.command.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work in the background that goes round and round on one thread: after every wake-up, and on its own when the pause it
 * asked for is over. A round that fails is tried again, after ever longer pauses.
 */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Round round;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private volatile @Nullable Thread thread;

    /** One round of work. */
    @FunctionalInterface
    public interface Round {
        /** @return how long to pause unless woken; zero to go on at once */
        Duration go() throws Exception;
    }

    public Rounds(String name, Round round) {
        this.name = name;
        this.round = round;
    }

    /** Begins, with a first round at once; again after an end, too. */
    public void start() {
        stop.drainPermits();
        // A platform thread: there is one of each kind of work, and a virtual one hears of each answer by way of two
        // others.
        thread = Thread.ofPlatform().daemon().name(name).start(this::goRound);
    }

    /** Asks for a round now; during one, for another after it. */
    public void wake() {
        wakeUps.release();
    }

    /** Ends the pause, or lets the round end; one that takes too long is interrupted. Waits for it. */
    public void stop() {
        var running = thread;
        if (running == null) {
            return;
        }
        stop.release();
        wakeUps.release();
        try {
            // Patience first: an interrupt in the middle of a commit would leave open whether it happened.
            if (!running.join(PATIENCE)) {
                running.interrupt();
                running.join(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    public boolean isRunning() {
        var running = thread;
        return running != null && running.isAlive();
    }

    private void goRound() {
        var failures = 0;
        while (stop.availablePermits() == 0) {
            try {
                wakeUps.drainPermits();
                var pause = round.go();
                if (failures > 0) {
                    LOG.info("{}: going again", name);
                }
                failures = 0;
                wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                return;
            } catch (Exception trouble) {
                if (stop.availablePermits() > 0) {
                    return;
                }
                failures++;
                if (!pauseAfter(failures, trouble)) {
                    return;
                }
            }
        }
    }

    private boolean pauseAfter(int failures, Exception trouble) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        // The first failure with its cause, then a line each: a broker that is away for a night must not fill the log.
        if (failures == 1) {
            LOG.warn("{}: failed, next try in {}", name, pause, trouble);
        } else {
            LOG.warn("{}: failed {} times, next try in {}: {}", name, failures, pause, trouble.toString());
        }
        try {
            return !stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return false;
        }
    }
}
