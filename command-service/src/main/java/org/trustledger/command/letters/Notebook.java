package org.trustledger.command.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.trustledger.command.mail.Postbox;
import org.trustledger.command.mail.Refusal;

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
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Entry> waiting = new ArrayList<>();
    private boolean isNoting;

    Notebook(Letters letters, Writers writers, TransactionOperations transactions, Clock clock) {
        this.letters = letters;
        this.writers = writers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What became of a letter that was handed over.
     *
     * @param refusal of the last try; null if it was not refused
     */
    record Fate(
            LetterDue letter,
            LetterWriter.Ending ending,
            @Nullable Refusal refusal) {
        static Fate of(LetterDue letter, LetterWriter.Ending ending) {
            return new Fate(letter, ending, null);
        }
    }

    /** Whether a letter is to be handed over. */
    enum Next {
        NOW,
        /** It is no longer this office's. */
        LOST,
        /** It would say something else by now. */
        OUTDATED
    }

    /** A letter that is about to be handed over. */
    record Ready(LetterDue letter, Written written) {}

    private static final class Entry {
        private final @Nullable Fate last;
        private final @Nullable Ready ready;
        // Whether it is this one's turn to note, with all that waits; if not, it is noted.
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
        private Next next = Next.LOST;
        private boolean isNoted;
        private @Nullable RuntimeException trouble;

        Entry(@Nullable Fate last, @Nullable Ready ready) {
            this.last = last;
            this.ready = ready;
        }
    }

    /**
     * Notes, durable when this returns, what became of the last and what is handed over next.
     *
     * @return whether the next is to be handed over
     */
    Next note(@Nullable Fate last, @Nullable Ready ready) {
        var entry = new Entry(last, ready);
        if (add(entry) || entry.turn.join()) {
            noteAll(entry);
        }
        if (!entry.isNoted) {
            throw entry.trouble == null ? new IllegalStateException("Nothing could be noted") : entry.trouble;
        }
        return entry.next;
    }

    /** @return whether nobody notes, and it is its turn */
    private boolean add(Entry entry) {
        lock.lock();
        try {
            waiting.add(entry);
            var isFirst = !isNoting;
            isNoting = true;
            return isFirst;
        } finally {
            lock.unlock();
        }
    }

    /** Notes all that waits, of which the caller's is one, and leaves what has come meanwhile to the first of those. */
    private void noteAll(Entry mine) {
        var all = takeAll();
        try {
            noteTogether(all);
        } finally {
            passOn();
            all.stream().filter(each -> each != mine).forEach(each -> each.turn.complete(false));
        }
    }

    private List<Entry> takeAll() {
        lock.lock();
        try {
            var all = List.copyOf(waiting);
            waiting.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void passOn() {
        lock.lock();
        try {
            isNoting = !waiting.isEmpty();
            if (isNoting) {
                waiting.getFirst().turn.complete(true);
            }
        } finally {
            lock.unlock();
        }
    }

    private void noteTogether(List<Entry> entries) {
        try {
            transactions.executeWithoutResult(_ -> write(entries));
            entries.forEach(each -> each.isNoted = true);
        } catch (RuntimeException trouble) {
            if (entries.size() == 1) {
                entries.getFirst().trouble = trouble;
            } else {
                // One that cannot be noted keeps no other from being.
                entries.forEach(each -> noteTogether(List.of(each)));
            }
        }
    }

    private void write(List<Entry> entries) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var ended =
                entries.stream().flatMap(each -> Stream.ofNullable(each.last)).toList();
        if (!ended.isEmpty()) {
            end(ended, now);
        }
        var ready = entries.stream()
                .map(each -> each.ready)
                .filter(Objects::nonNull)
                .toList();
        if (!ready.isEmpty()) {
            begin(entries, ready, now);
        }
    }

    private void end(List<Fate> ended, Instant now) {
        letters.end(ended, now).stream()
                .collect(Collectors.groupingBy(
                        each -> each.letter().kind(),
                        Collectors.mapping(
                                each -> new LetterWriter.Ended(each.letter().id(), each.ending(), each.refusal()),
                                Collectors.toList())))
                .forEach((kind, some) -> writers.of(kind).ended(some, now));
    }

    private void begin(List<Entry> entries, List<Ready> ready, Instant now) {
        var outdated = new HashSet<String>();
        byKind(ready, (writer, some) -> outdated.addAll(writer.outdated(handedOver(some))));
        var begin = ready.stream()
                .filter(each -> !outdated.contains(each.letter().id()))
                .toList();
        var held = letters.begin(begin.stream().map(Ready::letter).toList(), now, now.plus(LEASE));
        if (held.size() < begin.size()) {
            // Written anew they have nothing to say, and that is noted.
            outdated.addAll(letters.toForgotten(begin.stream()
                    .map(Ready::letter)
                    .filter(each -> !held.contains(each.hold()))
                    .toList()));
        }
        byKind(
                begin.stream()
                        .filter(each -> held.contains(each.letter().hold()))
                        .toList(),
                (writer, some) -> writer.handingOver(handedOver(some), now));
        for (var entry : entries) {
            var asked = entry.ready;
            if (asked != null) {
                entry.next = outdated.contains(asked.letter().id())
                        ? Next.OUTDATED
                        : held.contains(asked.letter().hold()) ? Next.NOW : Next.LOST;
            }
        }
    }

    private static List<LetterWriter.HandedOver> handedOver(List<Ready> letters) {
        return letters.stream()
                .flatMap(each -> Stream.ofNullable(each.written().evidence())
                        .map(evidence -> new LetterWriter.HandedOver(
                                each.letter(), evidence, each.letter().isUnsure())))
                .toList();
    }

    private void byKind(List<Ready> letters, BiConsumer<LetterWriter, List<Ready>> does) {
        letters.stream()
                .collect(Collectors.groupingBy(each -> each.letter().kind()))
                .forEach((kind, some) -> does.accept(writers.of(kind), some));
    }
}
