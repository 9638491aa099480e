package org.trustledger.query.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is numbered from the oldest on into archives of one length, which therefore begin and end where they always
 * did, whatever is recorded or restricted later. What is newest is told by the document that is being subscribed to:
 * what fills no archive yet, and as many archives before it as it takes to tell something to whoever reads no other
 * document. Each entry that may be read is in that document, or in an archive that it leads to.
 *
 * <p>Of what nobody may read only so much is skipped at once that no document costs more than a bounded search; then an
 * empty one leads on.
 */
final class Archives<T> {
    /** How many entries an archive has, those that nobody may read included. */
    static final int LENGTH = 25;

    /** No document tells more. */
    static final int MOST = 2 * LENGTH - 1;

    private static final int SKIPPED_AT_ONCE = 40;
    private static final int FASTER = 4;

    private final int total;
    private final Telling<T> telling;

    /** @param total the number of the newest entry, 0 for none */
    Archives(int total, Telling<T> telling) {
        this.total = total;
        this.telling = telling;
    }

    /** Something with its number. */
    record Numbered<T>(int number, T entry) {
        int archive() {
            return (number - 1) / LENGTH + 1;
        }
    }

    /** Gives of the entries from one number to another, both inclusive, those that may be read, the newest first. */
    interface Telling<T> {
        List<Numbered<T>> between(int from, int to);
    }

    /** @param lowest the first archive that it tells of */
    private record Newest<T>(List<Numbered<T>> entries, int lowest) {}

    /** The document that is being subscribed to. */
    FeedDocument<T> newest() {
        var newest = readNewest();
        return document(newest.entries(), null, before(newest.lowest()), null);
    }

    /** One of the archives; empty if there is none of this number. */
    Optional<FeedDocument<T>> archive(int number) {
        return number < 1 || number > whole()
                ? Optional.empty()
                : Optional.of(document(
                        in(number, number),
                        number,
                        before(number),
                        after(number, readNewest().lowest())));
    }

    private static <T> FeedDocument<T> document(
            List<Numbered<T>> entries, @Nullable Integer archive, @Nullable Integer previous, @Nullable Integer next) {
        return new FeedDocument<>(entries.stream().map(Numbered::entry).toList(), archive, previous, next);
    }

    private int whole() {
        return total / LENGTH;
    }

    private Newest<T> readNewest() {
        var entries = new ArrayList<>(between(whole() * LENGTH + 1, total));
        var lowest = whole() + 1;
        var end = Math.max(1, lowest - SKIPPED_AT_ONCE);
        for (var stride = 1; entries.size() < LENGTH && lowest > end; stride *= FASTER) {
            var from = Math.max(end, lowest - stride);
            var found = in(from, lowest - 1);
            while (entries.size() < LENGTH && lowest > from) {
                lowest--;
                for (var entry : found) {
                    if (entry.archive() == lowest) {
                        entries.add(entry);
                    }
                }
            }
        }
        return new Newest<>(entries, lowest);
    }

    /** The newest archive before this one that tells anything. */
    private @Nullable Integer before(int archive) {
        var end = Math.max(1, archive - SKIPPED_AT_ONCE);
        var next = archive - 1;
        for (var stride = 1; next >= end; stride *= FASTER) {
            var from = Math.max(end, next - stride + 1);
            var found = in(from, next);
            if (!found.isEmpty()) {
                return found.getFirst().archive();
            }
            next = from - 1;
        }
        return next < 1 ? null : (Integer) next;
    }

    /** The oldest archive after this one that tells anything and comes before that one. */
    private @Nullable Integer after(int archive, int newest) {
        var end = Math.min(newest, archive + 1 + SKIPPED_AT_ONCE);
        var next = archive + 1;
        for (var stride = 1; next < end; stride *= FASTER) {
            var to = Math.min(end, next + stride) - 1;
            var found = in(next, to);
            if (!found.isEmpty()) {
                return found.getLast().archive();
            }
            next = to + 1;
        }
        return next < newest ? (Integer) next : null;
    }

    private List<Numbered<T>> in(int firstArchive, int lastArchive) {
        return between((firstArchive - 1) * LENGTH + 1, lastArchive * LENGTH);
    }

    private List<Numbered<T>> between(int from, int to) {
        return from > to ? List.of() : telling.between(from, to);
    }
}
