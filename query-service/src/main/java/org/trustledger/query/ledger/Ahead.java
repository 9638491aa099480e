package org.trustledger.query.ledger;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes things on a thread of its own, in order, and a few ahead at most of the thread that takes them. */
final class Ahead<T> implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final BlockingQueue<T> ready;
    private final FutureTask<Void> making;
    private final Thread thread;

    /** Makes all there is, one after the other; its end is the end. Interrupted when nobody takes any more. */
    interface Maker<T> {
        void makeInto(Store<T> store) throws InterruptedException;
    }

    /** Takes what was made, and waits while it is full. */
    interface Store<T> {
        void put(T made) throws InterruptedException;
    }

    /** @param most that may wait to be taken */
    Ahead(String name, int most, Maker<T> maker) {
        ready = new ArrayBlockingQueue<>(most);
        making = new FutureTask<>(() -> {
            maker.makeInto(ready::put);
            return null;
        });
        thread = Thread.ofPlatform().name(name).start(making);
    }

    /**
     * The next, once it is made; null after the last.
     *
     * @throws RuntimeException the one that the making ended with
     */
    @Nullable T next() throws InterruptedException {
        while (true) {
            var last = making.isDone();
            var next = ready.poll(last ? 0 : BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                return next;
            }
            if (last) {
                mustHaveEndedWell();
                return null;
            }
        }
    }

    private void mustHaveEndedWell() throws InterruptedException {
        try {
            making.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Ends the making, if it has not ended, and waits for that. */
    @Override
    public void close() {
        thread.interrupt();
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
