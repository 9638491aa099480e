package org.trustledger.command.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.mail.Postbox;

/**
 * Where it is noted which letters are handed over and which were taken, durably: for each letter before the next. Those
 * who come while another's notes are made durable have theirs made durable together.
 */
@Component
class Notebook {
    private static final Duration LEASE = Postbox.LONGEST.plusMinutes(2);

    private final Letters letters;
    private final Writers writers;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    Notebook(Letters letters, Writers writers, TransactionOperations transactions, Clock clock) {
        this.letters = letters;
        this.writers = writers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What became of a letter that was handed over.
     *
     * @param isTaken otherwise it is refused for good
     */
    record Fate(LetterDue letter, boolean isTaken) {}

    /** A letter that is about to be handed over. */
    record Next(LetterDue letter, Written written) {}

    private static final class Entry {
        private final @Nullable Fate last;
        private final @Nullable Next next;
        private boolean isDone;
        private boolean isHeld;
        private @Nullable RuntimeException trouble;

        Entry(@Nullable Fate last, @Nullable Next next) {
            this.last = last;
            this.next = next;
        }
    }

    /**
     * Notes, durable when this returns, what became of the last and what is handed over next.
     *
     * @return whether the next is still this office's to hand over
     */
    boolean note(@Nullable Fate last, @Nullable Next next) {
        var entry = new Entry(last, next);
        waiting.add(entry);
        turn.lock();
        try {
            if (!entry.isDone) {
                var all = new ArrayList<Entry>();
                for (var each = waiting.poll(); each != null; each = waiting.poll()) {
                    all.add(each);
                }
                noteTogether(all);
            }
        } finally {
            turn.unlock();
        }
        if (entry.trouble != null) {
            throw entry.trouble;
        }
        return entry.isHeld;
    }

    private void noteTogether(List<Entry> entries) {
        try {
            transactions.executeWithoutResult(_ -> write(entries));
        } catch (RuntimeException trouble) {
            if (entries.size() == 1) {
                entries.getFirst().trouble = trouble;
            } else {
                // One that cannot be noted keeps no other from being.
                entries.forEach(each -> noteTogether(List.of(each)));
            }
        } catch (Error trouble) {
            entries.forEach(each -> each.trouble = new IllegalStateException("Nothing could be noted", trouble));
            throw trouble;
        } finally {
            entries.forEach(each -> each.isDone = true);
        }
    }

    private void write(List<Entry> entries) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var taken = last(entries, true);
        if (!taken.isEmpty()) {
            noteEnd(taken, letters.sent(taken, now), (writer, some) -> writer.sent(some, now));
        }
        var refused = last(entries, false);
        if (!refused.isEmpty()) {
            noteEnd(refused, letters.giveUp(refused, now), (writer, some) -> writer.givenUp(some, now));
        }
        var next =
                entries.stream().map(each -> each.next).filter(Objects::nonNull).toList();
        if (!next.isEmpty()) {
            var held = letters.begin(next.stream().map(Next::letter).toList(), now, now.plus(LEASE));
            byKind(
                    next.stream()
                            .filter(each -> held.contains(each.letter().hold()))
                            .filter(each -> each.written().evidence() != null)
                            .toList(),
                    each -> each.letter().kind(),
                    (writer, some) -> writer.handingOver(
                            some.stream()
                                    .map(each -> new LetterWriter.HandedOver(
                                            each.letter(),
                                            Objects.requireNonNull(
                                                    each.written().evidence()),
                                            each.letter().isUnsure()))
                                    .toList(),
                            now));
            entries.forEach(each -> each.isHeld =
                    each.next != null && held.contains(each.next.letter().hold()));
        }
    }

    private static List<LetterDue> last(List<Entry> entries, boolean isTaken) {
        return entries.stream()
                .map(each -> each.last)
                .filter(Objects::nonNull)
                .filter(last -> last.isTaken() == isTaken)
                .map(Fate::letter)
                .toList();
    }

    private void noteEnd(List<LetterDue> ended, Set<String> noted, BiConsumer<LetterWriter, List<String>> does) {
        byKind(
                ended.stream().filter(each -> noted.contains(each.id())).toList(),
                LetterDue::kind,
                (writer, some) ->
                        does.accept(writer, some.stream().map(LetterDue::id).toList()));
    }

    private <T> void byKind(Collection<T> all, Function<T, String> kind, BiConsumer<LetterWriter, List<T>> does) {
        all.stream().collect(Collectors.groupingBy(kind)).forEach((each, some) -> does.accept(writers.of(each), some));
    }
}
