package org.trustledger.command.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.mail.Letter;
import org.trustledger.command.mail.MailRun;
import org.trustledger.command.mail.NotSent;
import org.trustledger.command.mail.Postbox;
import org.trustledger.command.platform.Rounds;

/**
 * Sends the letters whose time has come. Each is noted as sent, in a transaction of its own, before the next is handed
 * over: only the letter that is on its way when a process dies or a connection breaks is sent again, under the same
 * Message-ID. Offices share the work; no transaction is open while a mail server is waited for.
 */
@Component
class WhenLettersAreDueSendThem implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WhenLettersAreDueSendThem.class);
    private static final int AT_ONCE = 100;
    private static final Duration LEASE = Duration.ofMinutes(15);
    // The longest that Postbox waits for a server to take one, and a little more.
    private static final Duration FOR_ONE = Duration.ofMinutes(7);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);
    private static final int DOUBLINGS = 8;
    // Tried for some three days.
    private static final int MOST_REFUSALS = 24;
    private static final Duration KEPT = Duration.ofDays(60);

    private final Letters letters;
    private final Map<String, LetterWriter> writers;
    private final Postbox postbox;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Rounds rounds = new Rounds("send-letters", this::react);

    WhenLettersAreDueSendThem(
            Letters letters,
            ObjectProvider<LetterWriter> writers,
            Postbox postbox,
            TransactionOperations transactions,
            Clock clock) {
        this.letters = letters;
        this.writers = writers.stream().collect(Collectors.toMap(LetterWriter::kind, Function.identity()));
        this.postbox = postbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    void on(Letters.Put put) {
        rounds.wake();
    }

    Duration react() {
        if (!postbox.isThere()) {
            return LOOK_EVERY;
        }
        var now = now();
        var until = now.plus(LEASE);
        var due = letters.hold(now, until, AT_ONCE);
        if (due.isEmpty()) {
            letters.forget(now.minus(KEPT));
            return pauseAfter(now);
        }
        return sendAll(due, until.minus(FOR_ONE)) ? Duration.ZERO : LOOK_EVERY;
    }

    private Duration pauseAfter(Instant now) {
        return letters.next()
                .map(next -> Duration.between(now, next))
                .filter(wait -> wait.compareTo(LOOK_EVERY) < 0)
                .map(wait -> wait.isPositive() ? wait.plusMillis(1) : Duration.ofSeconds(1))
                .orElse(LOOK_EVERY);
    }

    /**
     * Sends them, as far as there is time.
     *
     * @return whether the next letters may fare better than these
     */
    private boolean sendAll(List<LetterDue> due, Instant until) {
        var written = write(due);
        try (var run = postbox.run()) {
            for (int i = 0; i < due.size(); i++) {
                if (now().isAfter(until)) {
                    letters.release(due.subList(i, due.size()));
                    return true;
                }
                if (!goesOnAfter(due.get(i), written, run)) {
                    letters.release(due.subList(i + 1, due.size()));
                    return false;
                }
            }
            return true;
        }
    }

    /** By the ids of the letters: what each says, or why it cannot be written. */
    private Map<String, Written> write(List<LetterDue> due) {
        return due.stream().collect(Collectors.groupingBy(LetterDue::kind)).entrySet().stream()
                .flatMap(kind -> write(kind.getKey(), kind.getValue()).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private sealed interface Written {}

    private record Says(Letter letter) implements Written {}

    private record SaysNothing() implements Written {}

    private record Unwritten(RuntimeException cause) implements Written {}

    private Map<String, Written> write(String kind, List<LetterDue> due) {
        var writer = writers.get(kind);
        if (writer == null) {
            throw new IllegalStateException("Nobody writes letters of the kind '%s'".formatted(kind));
        }
        try {
            var written = writer.write(due);
            return due.stream().collect(Collectors.toMap(LetterDue::id, each -> {
                var letter = written.get(each.id());
                return letter == null ? new SaysNothing() : new Says(letter);
            }));
        } catch (RuntimeException trouble) {
            if (due.size() == 1) {
                return Map.of(due.getFirst().id(), new Unwritten(trouble));
            }
            // One that cannot be written keeps no other from being sent.
            return due.stream()
                    .flatMap(each -> write(kind, List.of(each)).entrySet().stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    private boolean goesOnAfter(LetterDue letter, Map<String, Written> written, MailRun run) {
        var writer = writers.get(letter.kind());
        return switch (written.get(letter.id())) {
            case Says(var says) -> send(letter, says, run);
            case Unwritten(var cause) -> {
                if (letter.attempts() == 0) {
                    LOG.warn("Letter {} of {} cannot be written", letter.id(), letter.trustCenter(), cause);
                }
                later(letter, true, false, cause.getClass().getSimpleName());
                yield true;
            }
            case SaysNothing _ -> {
                transactions.executeWithoutResult(_ -> {
                    letters.drop(letter);
                    if (writer != null) {
                        writer.dropped(letter, now());
                    }
                });
                yield true;
            }
            case null -> throw new IllegalStateException("Letter %s was lost sight of".formatted(letter.id()));
        };
    }

    private boolean send(LetterDue letter, Letter says, MailRun run) {
        var writer = writers.get(letter.kind());
        try {
            var envelope = postbox.prepare(says);
            if (writer != null) {
                writer.handingOver(letter);
            }
            run.hand(envelope);
        } catch (NotSent trouble) {
            later(
                    letter,
                    trouble.why() != NotSent.Why.SERVER_AWAY,
                    trouble.isForGood(),
                    String.valueOf(trouble.getMessage()));
            return trouble.why() == NotSent.Why.LETTER;
        }
        transactions.executeWithoutResult(_ -> {
            var now = now();
            if (letters.sent(letter, now) && writer != null) {
                writer.sent(letter, now);
            }
        });
        return true;
    }

    /** @param forGood whether it would fare no better later */
    private void later(LetterDue letter, boolean reached, boolean forGood, String trouble) {
        var now = now();
        if (forGood || (reached && letter.refusals() + 1 >= MOST_REFUSALS)) {
            LOG.warn("Letter {} of {} is given up: {}", letter.id(), letter.trustCenter(), trouble);
            var writer = writers.get(letter.kind());
            transactions.executeWithoutResult(_ -> {
                letters.giveUp(letter, now);
                if (writer != null) {
                    writer.givenUp(letter, now);
                }
            });
            return;
        }
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(letter.attempts(), DOUBLINGS));
        var next = now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        LOG.warn(
                "Letter {} of {} is not sent: {}, tried again at {}", letter.id(), letter.trustCenter(), trouble, next);
        transactions.executeWithoutResult(_ -> letters.tryAgain(letter, next, reached));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
