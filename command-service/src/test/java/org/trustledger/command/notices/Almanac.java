package org.trustledger.command.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider has said of its items, kept as anybody would by hand: for each item and each position of the ledger,
 * what it reads from which day on. By it a test knows what somebody has to be told, by no means that the product has.
 */
final class Almanac {
    private final Map<Item, NavigableMap<Long, Plan>> plans = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** One thing of which subscribers are told; its title is in every letter about it. */
    record Item(ToldKind kind, String id, String title) {}

    /** What an item reads, and under which tags. */
    record Words(String text, Set<String> tags) {}

    /** That something was said of an item. */
    private record Entry(long position, Instant recordedAt, Item item) {}

    /** What an item reads from which moment on; nothing where no words stand. */
    record Plan(NavigableMap<Instant, Optional<Words>> from) {
        static final Plan NOTHING = new Plan(new TreeMap<>(Map.of(Instant.MIN, Optional.empty())));

        Optional<Words> at(Instant moment) {
            return from.floorEntry(moment).getValue();
        }

        /** What it reads until then. */
        Optional<Words> before(Instant moment) {
            var last = from.lowerEntry(moment);
            return last == null ? Optional.empty() : last.getValue();
        }

        /** When it reads otherwise next; null if it is not to change. */
        @Nullable Instant nextAfter(Instant moment) {
            return from.higherKey(moment);
        }

        /** Whether it begins to read otherwise at that moment. */
        boolean turnsAt(Instant moment) {
            return from.containsKey(moment);
        }

        Plan with(Optional<Words> words, Instant begins, @Nullable Instant ends) {
            var other = new TreeMap<>(from);
            var then = ends == null ? null : at(ends);
            other.subMap(begins, true, ends == null ? Instant.MAX : ends, false).clear();
            other.put(begins, words);
            if (ends != null && then != null) {
                other.put(ends, then);
            }
            Optional<Words> last = null;
            for (var each : List.copyOf(other.entrySet())) {
                if (each.getValue().equals(last)) {
                    other.remove(each.getKey());
                }
                last = each.getValue();
            }
            return new Plan(other);
        }
    }

    /** What is known of it now. */
    Plan plan(Item item) {
        return plan(item, Long.MAX_VALUE);
    }

    /** What was known of it when the ledger had come so far. */
    Plan plan(Item item, long position) {
        var known = plans.getOrDefault(item, new TreeMap<>()).floorEntry(position);
        return known == null ? Plan.NOTHING : known.getValue();
    }

    Collection<Item> items() {
        return plans.keySet();
    }

    void says(
            Item item,
            long position,
            Instant recordedAt,
            Optional<Words> words,
            Instant begins,
            @Nullable Instant ends) {
        var plan = plan(item).with(words, begins, ends);
        plans.computeIfAbsent(item, _ -> new TreeMap<>()).put(position, plan);
        entries.add(new Entry(position, recordedAt, item));
    }

    /**
     * A moment for which an item was known to read otherwise before than it is now.
     *
     * @param topics of which whoever asked for one is told of it
     */
    record Difference(Item item, Instant moment, Set<String> topics) {}

    /**
     * All in which the one position of the ledger differs from the other. What was so for a while in between only, and
     * is over, makes no difference to anybody.
     */
    List<Difference> differences(long after, long through) {
        var some = entries.stream()
                .filter(entry -> entry.position() > after && entry.position() <= through)
                .toList();
        if (some.isEmpty()) {
            return List.of();
        }
        var last = entries.stream()
                .filter(entry -> entry.position() <= through)
                .map(Entry::recordedAt)
                .reduce((_, later) -> later)
                .orElseThrow();
        return some.stream()
                .map(Entry::item)
                .distinct()
                .flatMap(item -> differences(item, after, through, some, last))
                .toList();
    }

    private Stream<Difference> differences(Item item, long after, long through, List<Entry> some, Instant last) {
        var first = some.stream()
                .filter(entry -> entry.item().equals(item))
                .findFirst()
                .orElseThrow()
                .recordedAt();
        var before = plan(item, after);
        var now = plan(item, through);
        var moments = new TreeSet<>(before.from().keySet());
        moments.addAll(now.from().keySet());
        moments.add(last);
        return moments.stream()
                .filter(moment -> moment.isBefore(first) || !moment.isBefore(last))
                .filter(moment -> !before.at(moment).equals(now.at(moment)))
                .map(moment -> new Difference(item, moment, topics(item, concerned(moment, last, before, now))));
    }

    /** What it read and reads then; of what is to come, also that which was and is to be there until then. */
    private static Stream<Optional<Words>> concerned(Instant moment, Instant last, Plan before, Plan now) {
        return moment.isAfter(last)
                ? Stream.of(before.at(moment), before.before(moment), now.at(moment), now.before(moment))
                : Stream.of(before.at(moment), now.at(moment));
    }

    /** The topics to which something that reads so belongs. */
    static Set<String> topics(Item item, Stream<Optional<Words>> reads) {
        var topics = new TreeSet<String>();
        topics.add(item.kind().topic());
        reads.flatMap(Optional::stream)
                .flatMap(words -> words.tags().stream())
                .forEach(tag -> topics.add("answers:" + tag));
        return topics;
    }

    /** How many commits have said something of it between two positions. */
    long mentions(Item item, long after, long through) {
        return entries.stream()
                .filter(entry -> entry.position() > after && entry.position() <= through)
                .filter(entry -> Objects.equals(entry.item(), item))
                .map(Entry::recordedAt)
                .distinct()
                .count();
    }
}
