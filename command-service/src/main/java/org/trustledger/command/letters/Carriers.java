package org.trustledger.command.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.mail.Envelope;
import org.trustledger.command.mail.MailRun;
import org.trustledger.command.mail.NotSent;
import org.trustledger.command.mail.Postbox;

/**
 * Carry letters to the mail server, each over a connection of its own. Each letter is noted as handed over before it
 * is, and as taken before the carrier's next is handed over: when a process dies or a connection breaks, one letter of
 * each carrier is sent again, under the same Message-ID, and it is known that it may be.
 */
@Component
class Carriers {
    private static final Logger LOG = LoggerFactory.getLogger(Carriers.class);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);
    // Once the store of keys is back, nobody waits for longer.
    private static final Duration LONGEST_WAIT_FOR_OTHERS = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 8;
    // Tried for some three days.
    private static final int MOST_REFUSALS = 24;
    // After that it is looked at again whether somebody has left, or what may be read has changed.
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int READY = 100;
    // What may be read has changed that often only if it goes on changing.
    private static final int MOST_TIMES_ANEW = 3;

    private final Letters letters;
    private final Writers writers;
    private final Notebook notebook;
    private final Postbox postbox;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final LinkedBlockingQueue<Waiting> ready = new LinkedBlockingQueue<>(READY);
    private final List<Carrier> carriers;

    /** @param at when it was written, by {@link System#nanoTime} */
    private record Waiting(LetterDue letter, Written written, long at) {
        boolean isFresh() {
            return System.nanoTime() - at < FRESH.toNanos();
        }
    }

    Carriers(
            Letters letters,
            Writers writers,
            Notebook notebook,
            Postbox postbox,
            TransactionOperations transactions,
            LetterSettings settings,
            Clock clock) {
        this.letters = letters;
        this.writers = writers;
        this.notebook = notebook;
        this.postbox = postbox;
        this.transactions = transactions;
        this.clock = clock;
        carriers = IntStream.rangeClosed(1, settings.connections())
                .mapToObj(Carrier::new)
                .toList();
    }

    void start() {
        carriers.forEach(Carrier::start);
    }

    /** Ends each carrier's work after the letter it has in hand. */
    void stop() {
        carriers.forEach(carrier -> carrier.stop.release());
        // Patience first: an interrupt in the middle of a letter would leave open whether the server has it.
        awaitEnd();
        carriers.forEach(Carrier::interrupt);
        awaitEnd();
        carriers.forEach(carrier -> carrier.thread = null);
    }

    private void awaitEnd() {
        var by = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (var carrier : carriers) {
                carrier.await(by);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets those that rest try the mail server again. */
    void wake() {
        carriers.forEach(carrier -> carrier.restsSince = 0);
    }

    /** Whether any of them can be given a letter. */
    boolean areUp() {
        return carriers.stream().anyMatch(Carrier::isUp);
    }

    /**
     * Gives them a letter, when there is room for it.
     *
     * @param at when it was written, by {@link System#nanoTime}
     * @return false if there is nobody to give it to
     */
    boolean give(LetterDue letter, Written written, long at) throws InterruptedException {
        var next = new Waiting(letter, written, at);
        while (areUp()) {
            if (ready.offer(next, 100, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** Gives letters back, with those that no carrier has in hand. */
    void giveBack(List<LetterDue> more) {
        var waiting = new ArrayList<Waiting>();
        ready.drainTo(waiting);
        var all = new ArrayList<>(more);
        waiting.forEach(each -> all.add(each.letter()));
        if (!all.isEmpty()) {
            letters.release(all);
        }
    }

    /** It cannot be written as things are. */
    void unwritten(LetterDue letter, RuntimeException cause) {
        if (letter.attempts() == 0) {
            LOG.warn("Letter {} of {} cannot be written", letter.id(), letter.trustCenter(), cause);
        }
        // That the database or the store of keys is away is no fault of the letter's either.
        later(
                letter,
                cause instanceof DataAccessException
                        ? Trouble.ofOthers(cause.getClass().getSimpleName())
                        : new Trouble(true, false, cause.getClass().getSimpleName(), null));
    }

    /** It has nothing to say any more. */
    void dropped(LetterDue letter) {
        transactions.executeWithoutResult(_ -> {
            if (letters.drop(letter)) {
                writers.of(letter.kind()).dropped(letter, now());
            }
        });
    }

    /**
     * Why a letter was not sent this time.
     *
     * @param isOfLetter whether it counts against the letter
     * @param isUnsure whether the server may have it
     * @param notSent null if it was not handed over
     */
    private record Trouble(
            boolean isOfLetter,
            boolean isUnsure,
            String how,
            @Nullable NotSent notSent) {
        static Trouble ofOthers(String how) {
            return new Trouble(false, false, how, null);
        }

        static Trouble of(NotSent notSent) {
            // That the server is away is no fault of the letter's.
            return new Trouble(
                    notSent.why() != NotSent.Why.SERVER_AWAY,
                    notSent.why() == NotSent.Why.CUT_OFF,
                    String.valueOf(notSent.getMessage()),
                    notSent);
        }
    }

    private void later(LetterDue letter, Trouble trouble) {
        if (trouble.isOfLetter() && letter.refusals() + 1 >= MOST_REFUSALS) {
            givenUp(letter, trouble.how());
            notebook.note(
                    new Notebook.Fate(
                            letter,
                            trouble.isUnsure() || letter.isUnsure()
                                    ? LetterWriter.Ending.UNKNOWN
                                    : LetterWriter.Ending.REFUSED,
                            trouble.notSent() == null ? null : trouble.notSent().refusal()),
                    null);
            return;
        }
        var next = now().plus(wait(letter, trouble));
        LOG.warn(
                "Letter {} of {} is not sent: {}, tried again at {}",
                letter.id(),
                letter.trustCenter(),
                trouble.how(),
                next);
        transactions.executeWithoutResult(_ -> {
            var isHeld = letters.tryAgain(letter, next, trouble.isOfLetter(), trouble.isUnsure());
            if (isHeld && trouble.notSent() != null && !trouble.isUnsure()) {
                writers.of(letter.kind()).refused(letter.id(), trouble.notSent().refusal());
            }
        });
    }

    /**
     * Ever longer. What was in vain for no fault of the letter's makes it wait no longer for the mail server after;
     * while that is away whoever carries rests, and no letter has to.
     */
    private static Duration wait(LetterDue letter, Trouble trouble) {
        if (trouble.isOfLetter()) {
            return wait(letter.refusals(), LONGEST_WAIT);
        }
        return trouble.notSent() == null
                ? wait(letter.attempts() - letter.refusals(), LONGEST_WAIT_FOR_OTHERS)
                : FIRST_WAIT;
    }

    private static Duration wait(int inVain, Duration longest) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(inVain, DOUBLINGS));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /** However often it is written, it would say something else when it is handed over. */
    private void outdated(LetterDue letter) {
        if (letters.toForgotten(List.of(letter)).isEmpty()) {
            later(letter, Trouble.ofOthers("what it says goes on changing"));
        } else {
            // Whoever writes it names somebody who is forgotten.
            dropped(letter);
        }
    }

    private static void givenUp(LetterDue letter, String trouble) {
        LOG.warn("Letter {} of {} is given up: {}", letter.id(), letter.trustCenter(), trouble);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private final class Carrier {
        private final String name;
        private final Semaphore stop = new Semaphore(0);
        private volatile @Nullable Thread thread;
        // By System.nanoTime; 0 if it does not.
        private volatile long restsSince;
        private Notebook.@Nullable Fate last;
        private long usedAt;

        Carrier(int number) {
            name = "letters-" + number;
        }

        void start() {
            stop.drainPermits();
            // A platform thread: what it does is wait for answers, and a virtual one hears of each by way of two
            // others.
            thread = Thread.ofPlatform().daemon().name(name).start(this::carry);
        }

        void interrupt() {
            var running = thread;
            if (running != null) {
                running.interrupt();
            }
        }

        void await(long by) throws InterruptedException {
            var running = thread;
            if (running != null) {
                running.join(Duration.ofNanos(Math.max(1, by - System.nanoTime())));
            }
        }

        boolean isUp() {
            var running = thread;
            return running != null && running.isAlive() && !rests() && !isStopped();
        }

        private boolean rests() {
            var since = restsSince;
            return since != 0 && System.nanoTime() - since < REST.toNanos();
        }

        private boolean isStopped() {
            return stop.availablePermits() > 0;
        }

        private void carry() {
            try (var run = postbox.run()) {
                while (!isStopped()) {
                    carryPatiently(run);
                }
                noteLast();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        /** Whatever fails, such as the database and the mail server at once, it goes on with the next. */
        private void carryPatiently(MailRun run) throws InterruptedException {
            try {
                carryNext(run);
            } catch (RuntimeException trouble) {
                LOG.warn("{}: failed, and goes on", name, trouble);
                stop(Duration.ofSeconds(1));
            }
        }

        private void carryNext(MailRun run) throws InterruptedException {
            if (rests()) {
                noteLast();
                run.close();
                stop(Duration.ofMillis(100));
                return;
            }
            var next = last == null ? ready.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS) : ready.poll();
            if (next != null) {
                carry(next, run);
                usedAt = System.nanoTime();
            } else if (last != null) {
                noteLast();
            } else if (System.nanoTime() - usedAt > IDLE.toNanos()) {
                // A server hangs up on a connection that says nothing.
                run.close();
            }
        }

        private void carry(Waiting next, MailRun run) throws InterruptedException {
            var letter = next.letter();
            try {
                var written = next.isFresh() ? next.written() : written(letter);
                for (var anew = 0; written != null && hand(letter, written, run) == Notebook.Next.OUTDATED; anew++) {
                    if (anew == MOST_TIMES_ANEW) {
                        outdated(letter);
                        return;
                    }
                    written = written(letter);
                }
            } catch (NotSent trouble) {
                if (trouble.isForGood()) {
                    givenUp(letter, String.valueOf(trouble.getMessage()));
                    noteLast();
                    last = new Notebook.Fate(
                            letter,
                            letter.isUnsure() ? LetterWriter.Ending.UNKNOWN : LetterWriter.Ending.REFUSED,
                            trouble.refusal());
                    return;
                }
                if (trouble.why() != NotSent.Why.LETTER) {
                    restsSince = System.nanoTime() | 1;
                }
                later(letter, Trouble.of(trouble));
            } catch (RuntimeException trouble) {
                // Whatever it is held by ends in a while.
                LOG.warn("Letter {} is left to whoever takes hold of it next", letter.id(), trouble);
            }
        }

        private Notebook.Next hand(LetterDue letter, Written written, MailRun run) throws InterruptedException {
            var envelope = prepared(letter, written);
            if (envelope == null) {
                return Notebook.Next.LOST;
            }
            var next = note(new Notebook.Ready(letter, written));
            if (next == Notebook.Next.NOW) {
                run.hand(envelope);
                last = Notebook.Fate.of(letter, LetterWriter.Ending.TAKEN);
            }
            return next;
        }

        /** Null if it cannot be, which is noted. */
        private @Nullable Envelope prepared(LetterDue letter, Written written) {
            try {
                return postbox.prepare(written.letter());
            } catch (NotSent trouble) {
                throw trouble;
            } catch (RuntimeException trouble) {
                unwritten(letter, trouble);
                return null;
            }
        }

        /** Written anew, for it has waited; null if it has nothing to say any more. */
        private @Nullable Written written(LetterDue letter) {
            try {
                var written = writers.of(letter.kind()).write(List.of(letter)).get(letter.id());
                if (written == null) {
                    dropped(letter);
                }
                return written;
            } catch (RuntimeException trouble) {
                unwritten(letter, trouble);
                return null;
            }
        }

        private Notebook.Next note(Notebook.Ready ready) throws InterruptedException {
            try {
                var next = notebook.note(last, ready);
                last = null;
                return next;
            } catch (RuntimeException trouble) {
                if (last == null) {
                    throw trouble;
                }
                // It may be the next that cannot be noted.
                noteLast();
                return notebook.note(null, ready);
            }
        }

        /** What became of the last is noted whatever it takes, or it is sent again. */
        private void noteLast() throws InterruptedException {
            while (last != null) {
                try {
                    notebook.note(last, null);
                    last = null;
                } catch (RuntimeException trouble) {
                    LOG.warn(
                            "What became of letter {} is not noted yet",
                            last.letter().id(),
                            trouble);
                    if (stop(Duration.ofSeconds(1))) {
                        throw trouble;
                    }
                }
            }
        }

        /** Waits, unless it is to stop. */
        private boolean stop(Duration pause) throws InterruptedException {
            if (stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                stop.release();
                return true;
            }
            return false;
        }
    }
}
