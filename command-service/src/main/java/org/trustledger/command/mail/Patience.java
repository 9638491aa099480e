package org.trustledger.command.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection that takes too long: when the server does not read what is written, or is not done with a letter by
 * a deadline, however slowly it goes on saying something.
 */
final class Patience implements AutoCloseable {
    // Never what stands for nothing being waited for.
    private static final long SOMETHING = 1;

    private final PromptSockets sockets;
    private final Duration write;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long writing;
    private volatile long deadline;

    /** @param write how long the server may take to read what is written */
    Patience(PromptSockets sockets, Duration write) {
        this.sockets = sockets;
        this.write = write;
        Thread.ofVirtual().name("mail-patience").start(this::watch);
    }

    /** By when it has to be done, by {@link System#nanoTime}. */
    void until(long deadline) {
        this.deadline = deadline | SOMETHING;
    }

    /** Nothing is waited for. */
    void isDone() {
        deadline = 0;
    }

    void writes() {
        writing = System.nanoTime() | SOMETHING;
    }

    void hasWritten() {
        writing = 0;
    }

    private void watch() {
        try {
            while (!closed.await(write.toMillis() / 4 + 1, TimeUnit.MILLISECONDS)) {
                var since = writing;
                var by = deadline;
                var now = System.nanoTime();
                if (since != 0 && now - since > write.toNanos() || by != 0 && now - by > 0) {
                    sockets.cut();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // It is as good as closed.
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
