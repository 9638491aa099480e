package org.trustledger.pdf.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tries again until it works, with growing pauses, and gives up only when the press stops. */
public final class Patience {
    private final Duration first;
    private final Duration longest;
    private final CountDownLatch stopping = new CountDownLatch(1);

    public Patience(PressSettings.Retry retry) {
        this.first = retry.first();
        this.longest = retry.longest();
    }

    /**
     * @param trouble is told each time why it did not work
     * @throws InterruptedException if the press stops or the work was taken away before it worked
     */
    public <T> T untilItWorks(Supplier<T> work, Consumer<NotNow> trouble) throws InterruptedException {
        for (var pause = first; ; pause = longer(pause)) {
            try {
                return work.get();
            } catch (NotNow e) {
                trouble.accept(e);
            }
            pause(pause);
        }
    }

    /** @throws InterruptedException if the press stops meanwhile */
    public void pause(Duration pause) throws InterruptedException {
        if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("The press stops");
        }
    }

    private Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /** Ends every pause, now and later. */
    public void end() {
        stopping.countDown();
    }
}
