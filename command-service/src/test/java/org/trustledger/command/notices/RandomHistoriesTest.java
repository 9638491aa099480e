package org.trustledger.command.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trustledger.events.Access;
import org.trustledger.events.AnswerWithheld;
import org.trustledger.events.FactCodec;
import org.trustledger.events.PublicFact;

/**
 * Whatever was recorded and whatever is recorded then: what is told leads from the one to the other, and no further.
 */
class RandomHistoriesTest {
    private static final int DAYS = 24;
    private static final int TODAY = 12;
    private static final List<String> WORDS = List.of("nightly", "hourly", "daily");

    /** What applies on each day: the simplest that can be. A null is nothing. */
    private static final class Calendar {
        private final @Nullable String[] words = new @Nullable String[DAYS];

        void state(@Nullable String said, int from, int until) {
            Arrays.fill(words, from, until, said);
        }

        /** On which days from tomorrow something else begins, and what. */
        TreeMap<Integer, String> coming() {
            var coming = new TreeMap<Integer, String>();
            IntStream.range(TODAY + 1, DAYS)
                    .filter(day -> !Objects.equals(words[day], words[day - 1]))
                    .forEach(day -> coming.put(day, String.valueOf(words[day])));
            return coming;
        }

        Calendar copy() {
            var copy = new Calendar();
            System.arraycopy(words, 0, copy.words, 0, DAYS);
            return copy;
        }
    }

    private static String date(int day) {
        return "2026-03-%02d".formatted(day + 1);
    }

    private static int dayOf(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).getDayOfMonth() - 1;
    }

    private static void stateAnything(Random random, Story story, Calendar calendar) {
        var from = random.nextInt(DAYS - 1);
        var until = random.nextInt(3) == 0 ? DAYS : from + 1 + random.nextInt(DAYS - from - 1);
        var said = random.nextInt(4) == 0 ? null : WORDS.get(random.nextInt(WORDS.size()));
        calendar.state(said, from, until);
        story.states(
                said == null ? null : story.content(said),
                Story.day(date(from)),
                until == DAYS ? null : Story.day(date(until)),
                null);
    }

    @Test
    void whatIsToldLeadsFromWhatWasKnownToWhatIsKnown() {
        var met = EnumSet.noneOf(Happened.class);
        for (var seed = 0; seed < 4_000; seed++) {
            var random = new Random(seed);
            var kind = ToldKind.values()[random.nextInt(4)];
            var story = new Story(kind, "backup");
            var calendar = new Calendar();
            for (var count = random.nextInt(4); count > 0; count--) {
                story.on(date(random.nextInt(TODAY)));
                stateAnything(random, story, calendar);
            }
            var before = calendar.copy();
            var after = story.position();
            story.on(date(TODAY));
            for (var count = 1 + random.nextInt(3); count > 0; count--) {
                stateAnything(random, story, calendar);
            }

            var told = story.toldSince(after);

            var all = "seed %d: %s → %s, told %s"
                    .formatted(
                            seed,
                            Arrays.toString(before.words),
                            Arrays.toString(calendar.words),
                            told.stream().map(Story::line).toList());
            assertThat(Arrays.equals(before.words, calendar.words) && !told.isEmpty())
                    .as(all)
                    .isFalse();
            told.forEach(item -> met.add(item.happened()));
            assertThatTheFutureIsReached(before, calendar, told, all);
            assertThatThePresentIsToldOnce(before, calendar, told, all);
            assertThatThePastIsPutRight(before, calendar, told, all);
        }
        assertThat(met)
                .as("the histories are wild enough")
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Happened.TAKES_EFFECT, Happened.RESTRICTED)));
    }

    /** Whoever keeps a calendar by what they are told has the right one. */
    private static void assertThatTheFutureIsReached(
            Calendar before, Calendar calendar, List<ToldItem> told, String all) {
        var kept = before.coming();
        for (var item : told) {
            var formerly = item.when().formerly();
            if (formerly != null && dayOf(formerly) > TODAY) {
                assertThat(kept.remove(dayOf(formerly))).as(all).isNotNull();
            }
        }
        for (var item : told) {
            var day = dayOf(item.when().from());
            if (day > TODAY && item.happened() != Happened.WITHDRAWN) {
                var words = item.after() == null ? "null" : Story.words(item.after());
                assertThat(kept.put(day, words)).as(all).isNull();
                assertThat(item.ends()).as(all).isEqualTo(item.after() == null);
            }
        }
        var reached = new TreeMap<Integer, String>();
        var last = String.valueOf(calendar.words[TODAY]);
        for (var step : kept.entrySet()) {
            if (!step.getValue().equals(last)) {
                reached.put(step.getKey(), step.getValue());
            }
            last = step.getValue();
        }
        assertThat(reached).as(all).isEqualTo(calendar.coming());
    }

    private static void assertThatThePresentIsToldOnce(
            Calendar before, Calendar calendar, List<ToldItem> told, String all) {
        var present = told.stream()
                .filter(item -> switch (item.happened()) {
                    case ADDED, CHANGED, REMOVED, RETIRED -> true;
                    case BROUGHT_FORWARD -> dayOf(item.when().from()) <= TODAY;
                    case POSTPONED -> dayOf(Objects.requireNonNull(item.when().formerly())) <= TODAY;
                    default -> false;
                })
                .toList();
        if (Objects.equals(before.words[TODAY], calendar.words[TODAY])) {
            assertThat(present).as(all).isEmpty();
        } else {
            assertThat(present).as(all).hasSize(1);
            var item = present.getFirst();
            var taken = item.happened() == Happened.POSTPONED;
            assertThat(Story.words(taken ? item.after() : item.before()))
                    .as(all)
                    .isEqualTo(Objects.requireNonNullElse(before.words[TODAY], "–"));
            assertThat(Story.words(taken ? item.before() : item.after()))
                    .as(all)
                    .isEqualTo(Objects.requireNonNullElse(calendar.words[TODAY], "–"));
        }
    }

    /** Every day of the past that reads otherwise lies in something that is told, and no other day is corrected. */
    private static void assertThatThePastIsPutRight(
            Calendar before, Calendar calendar, List<ToldItem> told, String all) {
        var wasNothing = Arrays.stream(before.words).allMatch(Objects::isNull);
        for (var day = 0; day < TODAY; day++) {
            var differs = !Objects.equals(before.words[day], calendar.words[day]);
            var at = day;
            var covering = new ArrayList<ToldItem>();
            told.stream().filter(item -> covers(item, at)).forEach(covering::add);
            if (differs && !wasNothing) {
                assertThat(covering).as("day %d, %s", day, all).isNotEmpty();
            }
            for (var item : covering) {
                if (item.happened() == Happened.CORRECTED && item.when().until() != null) {
                    assertThat(differs).as("day %d, %s", day, all).isTrue();
                    assertThat(Story.words(item.before()))
                            .as(all)
                            .isEqualTo(Objects.requireNonNullElse(before.words[day], "–"));
                    assertThat(Story.words(item.after()))
                            .as(all)
                            .isEqualTo(Objects.requireNonNullElse(calendar.words[day], "–"));
                }
            }
        }
    }

    private static boolean covers(ToldItem item, int day) {
        var when = item.when();
        var formerly = when.formerly();
        var from = formerly != null && formerly.isBefore(when.from()) ? formerly : when.from();
        return !Story.day(date(day)).isBefore(from)
                && (when.until() == null || Story.day(date(day)).isBefore(when.until()));
    }

    @Test
    void whatIsNotPublicIsNeverTold() {
        for (var seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var story = new Story(ToldKind.ANSWER, "backup");
            var through = 0L;
            var after = 0L;
            for (var commit = 0; commit < 8; commit++) {
                story.on(date(commit + 1)).because("grounds%d".formatted(commit), "skäl%d".formatted(commit));
                switch (random.nextInt(4)) {
                    case 0 -> story.access(Access.values()[random.nextInt(3)]);
                    case 1 -> story.ends();
                    default -> story.reads("secret%d".formatted(commit), date(random.nextInt(DAYS)));
                }
                if (commit == 2) {
                    after = story.position();
                }
                if (commit == 5) {
                    through = story.position();
                }
            }
            var facts = story.facts();
            var access = Course.of(facts).access();
            var told = ItemChanges.between(
                    ToldKind.ANSWER,
                    "backup",
                    facts,
                    after,
                    through,
                    facts.get((int) through - 1).fact().recordedAt());

            if (access == Access.INTERNAL) {
                assertThat(told).as("seed %d", seed).isEmpty();
            } else if (access == Access.ON_REQUEST) {
                assertThat(told.toString()).as("seed %d", seed).doesNotContain("secret", "grounds", "skäl");
            }
        }
    }

    @Test
    void whatIsToldIsWhatSomebodyWouldSayWhoKeepsAnAlmanac() {
        var met = EnumSet.noneOf(Happened.class);
        for (var seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var almanac = new Almanac();
            var provider = new Provider(random, almanac);
            var now = Instant.parse("2027-01-04T05:00:01Z");
            var facts = new TreeMap<Long, KnownFact>();
            // Where windows begin, by when something is recorded after that.
            var windows = new TreeMap<Instant, Long>();
            almanac.begins(5, now);
            for (var count = 0; count < 100; count++) {
                now = now.plusSeconds(61 + 60L * random.nextInt(random.nextBoolean() ? 8 : 500));
                var after = almanac.position();
                windows.put(now, after);
                for (var fact : provider.act(now).facts()) {
                    after++;
                    facts.put(after, known(fact, after, now));
                }

                var until = now;
                var open = windows.descendingMap().entrySet().stream()
                        .limit(6)
                        // What takes effect meanwhile is told before that.
                        .filter(window -> !almanac.turns(window.getValue(), window.getKey(), until))
                        .map(Map.Entry::getValue)
                        .toList();
                var since = open.get(random.nextInt(open.size()));
                var expected = almanac.tellings(since, almanac.position()).stream()
                        .filter(Telling.OfItem.class::isInstance)
                        .map(Program::line)
                        .sorted()
                        .toList();
                var told = toldBetween(facts, since, after, now);
                told.forEach(item -> met.add(item.happened()));
                assertThat(told.isEmpty() ? List.of() : lines(told))
                        .as("seed %d, %d acts, №%d to №%d", seed, count, since, after)
                        .isEqualTo(expected);
            }
        }
        assertThat(met)
                .as("the histories are wild enough")
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Happened.TAKES_EFFECT)));
    }

    private static KnownFact known(Facts.Told told, long position, Instant now) {
        return new KnownFact(
                new PublicFact(Story.NORDHAMN, position, position, now, "actor", null, "cause", told.fact()),
                told.fact() instanceof AnswerWithheld ? null : Reading.of(told.truth()));
    }

    private static List<ToldItem> toldBetween(
            NavigableMap<Long, KnownFact> facts, long after, long through, Instant now) {
        return facts.values().stream()
                .map(known -> known.fact().item())
                .distinct()
                .flatMap(item -> ToldKind.of(item).filter(kind -> kind != ToldKind.PACK).stream()
                        .flatMap(kind -> ItemChanges.between(
                                kind,
                                kind.id(item),
                                facts.values().stream()
                                        .filter(known -> known.fact().item().equals(item))
                                        .toList(),
                                after,
                                through,
                                now)
                                .stream()))
                .toList();
    }

    private static List<String> lines(List<ToldItem> told) {
        var data = FactCodec.mapper()
                .readTree(NoticeData.of(Notices.told(told), URI.create("https://trust.nordhamn.example"))
                        .write());
        var lines = new ArrayList<String>();
        data.path("changes").forEach(change -> lines.add(Program.line(change)));
        return lines.stream().sorted().toList();
    }
}
