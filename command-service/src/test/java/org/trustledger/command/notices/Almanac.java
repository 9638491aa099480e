package org.trustledger.command.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;

/**
 * What a provider has said of its items, kept as anybody would by hand: for each item and each position of the ledger,
 * what it reads from which day on, and who may read it. By it a test knows what somebody has to be told, by no means
 * that the product has.
 */
final class Almanac {
    private static final int MOST_REASONS = 5;

    private final Map<Item, Page> pages = new LinkedHashMap<>();
    private final List<Telling.Edition> editions = new ArrayList<>();
    private final NavigableMap<Long, Instant> commits = new TreeMap<>();
    private long position;
    private long contentPosition;
    private long accessPosition;
    private int reasons;

    /**
     * One thing of which somebody is told.
     *
     * @param number by which its name tells it from others of its kind
     * @param swedishOnly whether nobody has translated what it says
     */
    record Item(ToldKind kind, int number, boolean swedishOnly) {
        String id() {
            return "item-%d".formatted(number);
        }

        String topic() {
            return switch (kind) {
                case SUBPROCESSOR, DATA_CENTER -> "subprocessors";
                case AGREEMENT -> "agreements";
                case ANSWER -> "answers";
                case PACK -> "packs";
            };
        }
    }

    /** What an item reads: words that nothing else has, by their number; and under which tags. */
    record Words(int number, SortedSet<String> tags) {}

    /** That something was said of an item, for which time, and for which reason. */
    record Saying(
            long position,
            int revision,
            Instant recordedAt,
            Optional<Words> words,
            Instant from,
            @Nullable Instant until,
            int reason) {
        private boolean isOf(Instant moment) {
            return !from.isAfter(moment) && (until == null || moment.isBefore(until));
        }

        private boolean isOfAnyOf(Instant begin, Instant end) {
            return from.isBefore(end) && (until == null || until.isAfter(begin));
        }

        private boolean touches(Instant begin, Instant end) {
            return !from.isAfter(end) && (until == null || !until.isBefore(begin));
        }
    }

    /** What is to be said: words, or that there are none, for a while or until further notice. */
    record Sentence(
            Optional<Words> words, Instant from, @Nullable Instant until) {}

    /**
     * That an answer is to be read otherwise.
     *
     * @param through position of the last of the facts that say so
     */
    record Opening(long position, long through, Instant recordedAt, Access access, int reason) {}

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

        private boolean saysNothing() {
            return from.values().stream().allMatch(Optional::isEmpty);
        }

        private TreeMap<Instant, Optional<Words>> after(Instant moment) {
            return new TreeMap<>(from.tailMap(moment, false));
        }

        private Plan with(Saying said) {
            var other = new TreeMap<>(from);
            var ends = said.until();
            var then = ends == null ? null : at(ends);
            other.subMap(said.from(), true, ends == null ? Instant.MAX : ends, false)
                    .clear();
            other.put(said.from(), said.words());
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

    /** All that is known of one item. */
    private static final class Page {
        private final List<Saying> sayings = new ArrayList<>();
        private final List<Opening> openings = new ArrayList<>();
        private final NavigableMap<Long, Plan> plans = new TreeMap<>(Map.of(0L, Plan.NOTHING));
        private final NavigableMap<Long, Access> access = new TreeMap<>(Map.of(0L, Access.PUBLIC));

        private Plan plan(long position) {
            return plans.floorEntry(position).getValue();
        }

        private Access access(long position) {
            return access.floorEntry(position).getValue();
        }

        private Access access() {
            return access.lastEntry().getValue();
        }
    }

    // --- what is written down ---

    /** Something was recorded of which nobody is told. */
    void begins(int facts, Instant recordedAt) {
        commit(facts, recordedAt);
        contentPosition = position;
    }

    /** All of it in one commit. */
    List<Saying> says(Item item, Instant recordedAt, List<Sentence> all) {
        var page = pages.computeIfAbsent(item, _ -> new Page());
        var said = new ArrayList<Saying>();
        for (var each : all) {
            var saying = new Saying(
                    position + said.size() + 1,
                    page.sayings.size() + 1,
                    recordedAt,
                    each.words(),
                    each.from(),
                    each.until(),
                    ++reasons);
            page.sayings.add(saying);
            page.plans.put(saying.position(), page.plans.lastEntry().getValue().with(saying));
            said.add(saying);
        }
        commit(said.size(), recordedAt);
        contentPosition = position;
        return said;
    }

    /** An internal answer is nobody's; of any other each version is told again. */
    Opening opens(Item item, Instant recordedAt, Access access) {
        var page = page(item);
        var versions = access == Access.INTERNAL ? 0 : page.sayings.size();
        var opening = new Opening(position + 1, position + 1 + versions, recordedAt, access, ++reasons);
        page.openings.add(opening);
        page.access.put(opening.position(), access);
        commit(1 + versions, recordedAt);
        contentPosition = position;
        accessPosition = position;
        return opening;
    }

    /** @param isNews whether it is a pack of everything that shows what is recorded by now */
    Telling.Edition issues(Instant recordedAt, String language, Instant validAt, boolean isNews) {
        commit(1, recordedAt);
        var edition = new Telling.Edition(
                position, recordedAt, language, validAt, isNews ? contentPosition : -1, accessPosition);
        editions.add(edition);
        return edition;
    }

    private void commit(int facts, Instant recordedAt) {
        position += facts;
        commits.put(position, recordedAt);
    }

    // --- what is read ---

    long position() {
        return position;
    }

    long contentPosition() {
        return contentPosition;
    }

    long accessPosition() {
        return accessPosition;
    }

    /** Where what was first recorded ends. */
    long firstPosition() {
        return commits.firstKey();
    }

    Instant recordedAt(long through) {
        return Objects.requireNonNull(commits.get(through), "№%d ends no commit".formatted(through));
    }

    Collection<Item> items() {
        return pages.keySet();
    }

    /** What is known of it now. */
    Plan plan(Item item) {
        var page = pages.get(item);
        return page == null ? Plan.NOTHING : page.plan(position);
    }

    /** Whether anything was known at a position to take effect, or end, by that time. */
    boolean turns(long known, Instant after, Instant until) {
        return pages.values().stream()
                .anyMatch(page -> !page.plan(known)
                        .from()
                        .subMap(after, false, until, true)
                        .isEmpty());
    }

    /** The first moment after that one which was ever named for it, to begin or to end then. */
    Optional<Instant> named(Item item, Instant after) {
        return page(item).sayings.stream()
                .flatMap(saying -> Stream.of(saying.from(), saying.until()))
                .filter(Objects::nonNull)
                .filter(moment -> moment.isAfter(after))
                .min(Comparator.naturalOrder());
    }

    Access access(Item item) {
        var page = pages.get(item);
        return page == null ? Access.PUBLIC : page.access();
    }

    List<Saying> sayings(Item item) {
        return List.copyOf(page(item).sayings);
    }

    private Page page(Item item) {
        return Objects.requireNonNull(pages.get(item), item.toString());
    }

    // --- what is to be told ---

    /** Of all that one position of the ledger has more than the other. */
    List<Telling> tellings(long after, long through) {
        var all = new ArrayList<Telling>();
        pages.keySet().forEach(item -> all.addAll(new Comparison(item, after, through).tellings()));
        pack(after, through).ifPresent(all::add);
        return all;
    }

    /** Of what takes effect within a stretch of time, is to do so still, and was told by that position. */
    List<Telling> reminders(long told, Instant after, Instant until) {
        var all = new ArrayList<Telling>();
        for (var item : pages.keySet()) {
            var page = page(item);
            if (page.access() != Access.INTERNAL) {
                var plan = page.plan(position);
                var known = page.access(told) == Access.INTERNAL ? Plan.NOTHING : page.plan(told);
                plan.from().subMap(after, false, until, true).forEach((moment, words) -> {
                    if (known.turnsAt(moment) && known.at(moment).equals(words)) {
                        all.add(reminder(item, page, moment));
                    }
                });
            }
        }
        return all;
    }

    private static Telling reminder(Item item, Page page, Instant moment) {
        var plan = page.plan(Long.MAX_VALUE);
        var said = page.sayings.reversed().stream()
                .filter(saying -> saying.isOf(moment))
                .findFirst()
                .or(() -> page.sayings.reversed().stream()
                        .filter(saying -> saying.touches(moment, moment))
                        .findFirst())
                .orElseThrow();
        return new Telling.OfItem(
                item,
                Happened.TAKES_EFFECT,
                moment,
                null,
                null,
                plan.at(moment).isEmpty(),
                plan.before(moment),
                plan.at(moment),
                page.access() == Access.ON_REQUEST,
                page.access() == Access.ON_REQUEST ? List.of() : List.of(why(said)),
                said.position(),
                said.recordedAt(),
                topics(item, Stream.of(plan.before(moment), plan.at(moment))));
    }

    private static Telling.Why why(Saying said) {
        return new Telling.Why(said.reason(), said.words());
    }

    /** The topics to which something that reads so belongs. */
    private static SortedSet<String> topics(Item item, Stream<Optional<Words>> reads) {
        var topics = new TreeSet<String>();
        topics.add(item.topic());
        reads.flatMap(Optional::stream)
                .flatMap(words -> words.tags().stream())
                .forEach(tag -> topics.add("answers:" + tag));
        return topics;
    }

    private Optional<Telling> pack(long after, long through) {
        var byLanguage = new TreeMap<String, Telling.Edition>();
        for (var edition : editions) {
            if (edition.position() > after
                    && edition.position() <= through
                    && edition.accessPosition() == accessPosition
                    && edition.contentPosition() == contentPosition(through)) {
                byLanguage.put(edition.language(), edition);
            }
        }
        return byLanguage.isEmpty()
                ? Optional.empty()
                : Optional.of(new Telling.OfPack(List.copyOf(byLanguage.values())));
    }

    /** Position of the last commit up to there that said or opened anything. */
    private long contentPosition(long through) {
        var issued = editions.stream().map(Telling.Edition::position).toList();
        return commits.headMap(through, true).descendingKeySet().stream()
                .filter(end -> !issued.contains(end))
                .findFirst()
                .orElse(0L);
    }

    /**
     * What became of one item from one position of the ledger to another, for those who read it at both. What was taken
     * back was not to begin before the last of it was recorded: that would have been told at once.
     */
    private final class Comparison {
        private final Item item;
        private final Page page;
        private final List<Saying> said;
        private final List<Opening> opened;
        private final Plan known;
        private final Plan plan;
        private final boolean hidden;
        private final boolean narrowed;
        private final @Nullable Opening opening;
        private final boolean titleOnly;
        private final Instant first;
        private final Instant now;
        private final List<Telling> all = new ArrayList<>();

        Comparison(Item item, long after, long through) {
            this.item = item;
            page = page(item);
            said = page.sayings.stream()
                    .filter(each -> each.position() > after && each.position() <= through)
                    .toList();
            opened = page.openings.stream()
                    .filter(each -> each.position() > after && each.position() <= through)
                    .toList();
            var was = page.access(after);
            var is = page.access(through);
            hidden = is == Access.INTERNAL || page.access() == Access.INTERNAL;
            titleOnly = is == Access.ON_REQUEST || page.access() == Access.ON_REQUEST;
            narrowed = is.compareTo(was) < 0;
            opening = is == was ? null : opened.getLast();
            // Who may read more than before reads it for the first time.
            known = is.compareTo(was) > 0 ? Plan.NOTHING : page.plan(after);
            plan = page.plan(through);
            now = recordedAt(through);
            first = Stream.concat(
                            said.stream().map(Saying::recordedAt),
                            opened.stream().map(Opening::recordedAt))
                    .min(Comparator.naturalOrder())
                    .orElse(now);
        }

        List<Telling> tellings() {
            if (!hidden && !(said.isEmpty() && opened.isEmpty())) {
                var gone = known.after(now);
                var fresh = plan.after(now);
                gone.entrySet().removeAll(plan.after(now).entrySet());
                fresh.entrySet().removeAll(known.after(now).entrySet());
                var since = present(gone);
                coming(gone, fresh);
                past(since);
            }
            return all;
        }

        /** @return since when it reads as it was not known to; that of the last commit if it reads as it was */
        private Instant present(TreeMap<Instant, Optional<Words>> gone) {
            var was = known.at(now);
            var is = plan.at(now);
            if (was.equals(is)) {
                if (narrowed && is.isPresent()) {
                    tell(Happened.RESTRICTED, Objects.requireNonNull(opening).recordedAt(), null, null, was, is);
                }
                return now;
            }
            var since = now;
            for (var moment : moments().descendingSet()) {
                if (!plan.at(moment).equals(is) || known.at(moment).equals(is)) {
                    break;
                }
                since = moment;
            }
            var announced = gone.keySet().stream()
                    .filter(moment -> is.equals(gone.get(moment)))
                    .findFirst();
            if (announced.isPresent()) {
                gone.remove(announced.get());
                tell(Happened.BROUGHT_FORWARD, since, null, announced.get(), was, is);
            } else {
                var happened = was.isEmpty() ? Happened.ADDED : is.isEmpty() ? removed() : Happened.CHANGED;
                tell(happened, since, null, null, was, is);
            }
            return since;
        }

        private Happened removed() {
            return item.kind() == ToldKind.ANSWER ? Happened.RETIRED : Happened.REMOVED;
        }

        /** When anything of it begins up to now, as it was known to or as it does. */
        private TreeSet<Instant> moments() {
            var moments = new TreeSet<>(known.from().headMap(now, true).keySet());
            moments.addAll(plan.from().headMap(now, true).keySet());
            moments.add(now);
            return moments;
        }

        private void coming(TreeMap<Instant, Optional<Words>> gone, TreeMap<Instant, Optional<Words>> fresh) {
            for (var moment : List.copyOf(fresh.keySet())) {
                gone.keySet().stream()
                        .filter(other -> Objects.equals(gone.get(other), fresh.get(moment)))
                        .findFirst()
                        .ifPresent(other -> moved(gone, other, fresh, moment));
            }
            // What is announced in place of something else is told as that.
            for (var ends : List.of(false, true)) {
                var others = beginnings(gone, ends);
                var steps = beginnings(fresh, ends);
                if (others.size() == 1 && steps.size() == 1) {
                    moved(gone, others.getFirst(), fresh, steps.getFirst());
                }
            }
            fresh.forEach((moment, words) -> tell(Happened.ANNOUNCED, moment, null, null, plan.before(moment), words));
            gone.forEach((moment, words) -> {
                // Nothing of its own: the end of what does not begin, the return to what is not interrupted.
                if (!plan.at(moment).equals(words)) {
                    tell(Happened.WITHDRAWN, moment, null, moment, words, plan.at(moment));
                }
            });
        }

        private static List<Instant> beginnings(TreeMap<Instant, Optional<Words>> steps, boolean ends) {
            return steps.entrySet().stream()
                    .filter(step -> step.getValue().isEmpty() == ends)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private void moved(
                TreeMap<Instant, Optional<Words>> gone,
                Instant formerly,
                TreeMap<Instant, Optional<Words>> fresh,
                Instant moment) {
            var instead = Objects.requireNonNull(gone.remove(formerly));
            var order = formerly.compareTo(moment);
            tell(
                    order < 0 ? Happened.POSTPONED : order > 0 ? Happened.BROUGHT_FORWARD : Happened.ANNOUNCED,
                    moment,
                    null,
                    formerly,
                    plan.before(moment),
                    Objects.requireNonNull(fresh.remove(moment)),
                    instead);
        }

        /** Whatever was wrong of the time before anything was said; of what is new that is nobody's concern. */
        private void past(Instant since) {
            if (known.saysNothing() && !all.isEmpty()) {
                return;
            }
            Instant from = null;
            for (var moment : moments()) {
                var until = moments().higher(moment);
                var differs = until != null
                        && moment.isBefore(since)
                        && !known.at(moment).equals(plan.at(moment));
                if (differs && from == null) {
                    from = moment;
                }
                if (from != null) {
                    var goesOn = differs
                            && known.at(from).equals(known.at(until))
                            && plan.at(from).equals(plan.at(until))
                            && until.isBefore(since)
                            && !until.equals(now);
                    if (!goesOn) {
                        if (from.isBefore(first)) {
                            tell(Happened.CORRECTED, from, until, null, known.at(from), plan.at(from));
                        }
                        from = null;
                    }
                }
            }
        }

        @SafeVarargs
        private void tell(
                Happened happened,
                Instant from,
                @Nullable Instant until,
                @Nullable Instant formerly,
                Optional<Words> before,
                Optional<Words> after,
                Optional<Words>... instead) {
            var earliest = formerly != null && formerly.isBefore(from) ? formerly : from;
            var latest = formerly != null && formerly.isAfter(from) ? formerly : from;
            var touching = said.stream()
                    .filter(each -> until == null ? each.touches(earliest, latest) : each.isOfAnyOf(from, until))
                    .toList();
            var because = happened == Happened.RESTRICTED ? List.<Saying>of() : touching.isEmpty() ? said : touching;
            var whys = new ArrayList<Telling.Why>();
            if (opening != null) {
                whys.add(new Telling.Why(opening.reason(), Optional.empty()));
            }
            because.forEach(each -> whys.add(why(each)));
            var position = because.isEmpty() ? 0 : because.getLast().position();
            if (opening != null) {
                position = Math.max(position, opening.position());
            }
            all.add(new Telling.OfItem(
                    item,
                    happened,
                    from,
                    until,
                    formerly,
                    (happened == Happened.WITHDRAWN ? before : after).isEmpty(),
                    before,
                    after,
                    titleOnly,
                    titleOnly ? List.of() : whys.subList(Math.max(0, whys.size() - MOST_REASONS), whys.size()),
                    position,
                    Objects.requireNonNull(commits.ceilingEntry(position)).getValue(),
                    topics(item, Stream.concat(Stream.of(before, after), Stream.of(instead)))));
        }
    }
}
