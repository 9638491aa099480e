package org.trustledger.standalone;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a companion going: when it ends by itself, says so and starts it again, each time after a longer wait. */
final class Supervised implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final long LOOK_MILLIS = 250;
    private static final long STABLE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final Callable<? extends Companion> starter;
    private final Running running;
    private final Progress progress;
    private volatile Companion current;

    private Supervised(
            String name, Companion first, Callable<? extends Companion> starter, Running running, Progress progress) {
        this.name = name;
        this.current = first;
        this.starter = starter;
        this.running = running;
        this.progress = progress;
    }

    /**
     * Enters a companion that has just been started, to be stopped with everything else; it is not yet started again.
     *
     * @param name as at the beginning of a sentence
     */
    static Supervised of(
            String name, Running.Layer layer, Callable<? extends Companion> starter, Running running, Progress progress)
            throws Exception {
        return running.add(layer, new Supervised(name, starter.call(), starter, running, progress));
    }

    /**
     * Waits until it can do its work.
     *
     * @throws CannotStart if it ends before, or does not get there in time
     */
    void awaitReady(long patienceSeconds, String lookInto) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        while (!current.isReady()) {
            if (current.ended().isDone()) {
                running.pause(1);
                throw CannotStart.because(
                        "%s ended while it was starting (%s); %s says why.",
                        name, current.ended().join(), lookInto);
            }
            if (System.nanoTime() > deadline) {
                throw CannotStart.because(
                        "%s was not ready within %d seconds; %s says why.", name, patienceSeconds, lookInto);
            }
            running.pause(LOOK_MILLIS);
        }
    }

    /** From now on starts it again whenever it ends. */
    void watch() {
        Thread.ofVirtual().name("watch " + name).start(this::keepGoing);
    }

    private void keepGoing() {
        try {
            var wait = FIRST_WAIT_MILLIS;
            while (true) {
                var since = System.nanoTime();
                var how = current.ended().join();
                running.pause(1);
                if (System.nanoTime() - since > STABLE_NANOS) {
                    wait = FIRST_WAIT_MILLIS;
                }
                progress.say("%s ended (%s) and is started again.", name, how);
                wait = startAgain(wait);
                announceWhenReady();
            }
        } catch (Running.Stopped e) {
            LOG.debug("{} is no longer watched", name);
        }
    }

    private long startAgain(long firstWait) {
        var wait = firstWait;
        while (true) {
            running.pause(wait);
            wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
            try {
                replace(starter.call());
                return wait;
            } catch (Running.Stopped e) {
                throw e;
            } catch (Exception e) {
                LOG.error("{} could not be started again", name, e);
                progress.say("%s could not be started again: %s", name, e.getMessage());
            }
        }
    }

    // Stopping may have begun while it was being started; then nobody else will stop it.
    private void replace(Companion next) {
        synchronized (this) {
            current = next;
        }
        if (running.isStopping()) {
            next.stop();
            throw new Running.Stopped();
        }
    }

    private void announceWhenReady() {
        while (!current.ended().isDone()) {
            if (current.isReady()) {
                progress.say("%s is ready again.", name);
                return;
            }
            running.pause(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        Companion last;
        synchronized (this) {
            last = current;
        }
        last.stop();
    }

    @Override
    public String toString() {
        return name;
    }
}
