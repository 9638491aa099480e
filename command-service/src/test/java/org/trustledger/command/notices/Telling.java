package org.trustledger.command.notices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.notices.Almanac.Item;
import org.trustledger.command.notices.Almanac.Words;

/** One thing that somebody is to be told, by hand. */
sealed interface Telling {
    /** Whoever asked for one of them is told. */
    SortedSet<String> topics();

    /** The moments that it is about; none for a pack. */
    List<Instant> moments();

    /** When the last of what makes it so was recorded. */
    Instant recordedAt();

    boolean isReminder();

    /** Whether it is told of the same beginning, or the same end, as another. */
    boolean isOf(Telling other);

    /**
     * Why.
     *
     * @param reason of which there is no other, by its number
     * @param words what was said for that reason; none if nothing was, or that something ends
     */
    record Why(int reason, Optional<Words> words) {}

    /**
     * What became of an item.
     *
     * @param from since when it is so; of what was withdrawn, when it would have come
     * @param until until when it was so, if what is corrected is past
     * @param formerly since or for when it was known before
     * @param ends whether nothing applies from then on; of what was withdrawn, whether that had been announced
     * @param titleOnly whether neither what it reads nor why is told
     * @param position of the last fact that makes it so
     */
    record OfItem(
            Item item,
            Happened happened,
            Instant from,
            @Nullable Instant until,
            @Nullable Instant formerly,
            boolean ends,
            Optional<Words> before,
            Optional<Words> after,
            boolean titleOnly,
            List<Why> whys,
            long position,
            Instant recordedAt,
            SortedSet<String> topics)
            implements Telling {
        @Override
        public List<Instant> moments() {
            return formerly == null ? List.of(from) : List.of(from, formerly);
        }

        @Override
        public boolean isReminder() {
            return happened == Happened.TAKES_EFFECT;
        }

        @Override
        public boolean isOf(Telling other) {
            return other instanceof OfItem of
                    && of.item().equals(item)
                    && of.from().equals(from);
        }
    }

    /**
     * A pack in one language.
     *
     * @param contentPosition up to which it shows everything; -1 if it is no pack of everything
     * @param accessPosition whose rules it follows
     */
    record Edition(
            long position,
            Instant recordedAt,
            String language,
            Instant validAt,
            long contentPosition,
            long accessPosition) {
        String id() {
            return "%032x".formatted(position);
        }

        String sha256() {
            return "%064x".formatted(position);
        }

        int pages() {
            return 1 + (int) position % 40;
        }

        long bytes() {
            return 1_000 * (3 + position % 500);
        }
    }

    /** A new pack, in one language or more. */
    record OfPack(List<Edition> editions) implements Telling {
        Edition newest() {
            return editions.stream()
                    .reduce((one, other) -> one.position() > other.position() ? one : other)
                    .orElseThrow();
        }

        /** The one that somebody gets who reads that language. */
        Edition in(String language) {
            return Stream.of(language, "en")
                    .flatMap(wanted -> editions.stream()
                            .filter(edition -> edition.language().equals(wanted)))
                    .findFirst()
                    .orElse(editions.getFirst());
        }

        @Override
        public Instant recordedAt() {
            return newest().recordedAt();
        }

        @Override
        public SortedSet<String> topics() {
            return new TreeSet<>(List.of("packs"));
        }

        @Override
        public List<Instant> moments() {
            return List.of();
        }

        @Override
        public boolean isReminder() {
            return false;
        }

        @Override
        public boolean isOf(Telling other) {
            return equals(other);
        }
    }
}
