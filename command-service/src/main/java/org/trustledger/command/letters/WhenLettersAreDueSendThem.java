package org.trustledger.command.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.trustledger.command.mail.MailAddress;
import org.trustledger.command.mail.Postbox;
import org.trustledger.command.platform.Rounds;

/**
 * Takes hold of the letters whose time has come, writes them and gives them to the {@link Carriers}. Offices share the
 * work; no transaction is open while a mail server is waited for.
 */
@Component
class WhenLettersAreDueSendThem implements SmartLifecycle {
    private static final int AT_ONCE = 200;
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final Letters letters;
    private final Writers writers;
    private final DomainTurns turns;
    private final Carriers carriers;
    private final Postbox postbox;
    private final Clock clock;
    private final Rounds rounds = new Rounds("send-letters", this::react);

    WhenLettersAreDueSendThem(
            Letters letters, Writers writers, DomainTurns turns, Carriers carriers, Postbox postbox, Clock clock) {
        this.letters = letters;
        this.writers = writers;
        this.turns = turns;
        this.carriers = carriers;
        this.postbox = postbox;
        this.clock = clock;
    }

    @EventListener
    void on(Letters.Put put) {
        rounds.wake();
    }

    Duration react() throws InterruptedException {
        if (!postbox.isThere()) {
            return LOOK_EVERY;
        }
        if (!carriers.areUp()) {
            carriers.wake();
        }
        var now = now();
        var due = letters.hold(now, now.plus(LEASE), AT_ONCE);
        if (due.isEmpty()) {
            turns.forget();
            return pauseAfter(now);
        }
        return giveAll(due) ? Duration.ZERO : LOOK_EVERY;
    }

    private Duration pauseAfter(Instant now) {
        return letters.next()
                .map(next -> Duration.between(now, next))
                .filter(wait -> wait.compareTo(LOOK_EVERY) < 0)
                .map(wait -> wait.isPositive() ? wait.plusMillis(1) : Duration.ofSeconds(1))
                .orElse(LOOK_EVERY);
    }

    /** @return whether the next letters may fare better than these */
    private boolean giveAll(List<LetterDue> due) throws InterruptedException {
        var at = System.nanoTime();
        var left = new ArrayList<>(due);
        try {
            var written = write(due);
            var later = turnsOf(due, written);
            letters.postpone(due, later);
            left.removeIf(each -> !written.containsKey(each.id()) || later.containsKey(each.id()));
            while (!left.isEmpty()) {
                if (!carriers.give(
                        left.getFirst(),
                        Objects.requireNonNull(written.get(left.getFirst().id())),
                        at)) {
                    return false;
                }
                left.removeFirst();
            }
            return true;
        } finally {
            if (!left.isEmpty()) {
                carriers.giveBack(left);
            }
        }
    }

    /** Of those that are to wait for a turn with the domain of their address: when they have it. */
    private Map<String, DomainTurns.Later> turnsOf(List<LetterDue> due, Map<String, Written> written) {
        var addresses = new HashMap<String, String>();
        for (var letter : due) {
            var says = written.get(letter.id());
            if (says != null && !letter.isUrgent() && !letter.hasTurn()) {
                MailAddress.deliverable(says.letter().to()).ifPresent(address -> addresses.put(letter.id(), address));
            }
        }
        return turns.take(addresses);
    }

    /** By the ids of the letters what each says; of those that say nothing that is noted. */
    private Map<String, Written> write(List<LetterDue> due) {
        var written = new HashMap<String, Written>();
        due.stream()
                .collect(Collectors.groupingBy(LetterDue::kind))
                .forEach((kind, some) -> written.putAll(write(kind, some)));
        return written;
    }

    private Map<String, Written> write(String kind, List<LetterDue> due) {
        try {
            var written = writers.of(kind).write(due);
            var silent = new HashSet<>(due);
            silent.removeIf(each -> written.containsKey(each.id()));
            silent.forEach(carriers::dropped);
            return written;
        } catch (RuntimeException trouble) {
            if (due.size() == 1) {
                carriers.unwritten(due.getFirst(), trouble);
                return Map.of();
            }
            return writeEach(kind, due);
        }
    }

    /** One that cannot be written keeps no other from being sent. */
    private Map<String, Written> writeEach(String kind, List<LetterDue> due) {
        var written = new HashMap<String, Written>();
        for (var each = 0; each < due.size(); each++) {
            try {
                written.putAll(writers.of(kind).write(due.subList(each, each + 1)));
                if (!written.containsKey(due.get(each).id())) {
                    carriers.dropped(due.get(each));
                }
            } catch (DataAccessResourceFailureException away) {
                // Each would be waited for in vain, for as long as it takes to find that out.
                due.subList(each, due.size()).forEach(rest -> carriers.unwritten(rest, away));
                return written;
            } catch (RuntimeException trouble) {
                carriers.unwritten(due.get(each), trouble);
            }
        }
        return written;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void start() {
        if (postbox.isThere()) {
            carriers.start();
        }
        rounds.start();
    }

    @Override
    public void stop() {
        carriers.stop();
        rounds.stop();
        carriers.giveBack(List.of());
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
