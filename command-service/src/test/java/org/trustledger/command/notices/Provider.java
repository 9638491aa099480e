package org.trustledger.command.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.notices.Almanac.Item;
import org.trustledger.command.notices.Almanac.Plan;
import org.trustledger.command.notices.Almanac.Sentence;
import org.trustledger.command.notices.Almanac.Words;
import org.trustledger.events.Access;
import org.trustledger.events.PackIdentity;
import org.trustledger.events.PackScope;

/** Does anything at any time with the items of one trust center, and writes it down. */
final class Provider {
    static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    static final List<String> TAGS = List.of("gdpr", "nis2", "dora");

    private final Random random;
    private final Almanac almanac;
    private final List<Item> items = new ArrayList<>();
    private @Nullable Function<Instant, Act> undo;
    private int words;

    /**
     * What was done.
     *
     * @param facts to be recorded, in one commit
     * @param isOfPack whether it says nothing of its own
     * @param turn the first moment to come that was ever named for what it is about
     */
    record Act(String what, List<Facts.Told> facts, boolean isOfPack, Optional<Instant> turn) {}

    Provider(Random random, Almanac almanac) {
        this.random = random;
        this.almanac = almanac;
        for (var kind : List.of(ToldKind.SUBPROCESSOR, ToldKind.DATA_CENTER, ToldKind.AGREEMENT, ToldKind.ANSWER)) {
            var many = kind == ToldKind.ANSWER ? 7 : kind == ToldKind.AGREEMENT ? 2 : 4;
            for (var number = 1; number <= many; number++) {
                items.add(new Item(kind, number, number % 4 == 2));
            }
        }
    }

    Act act(Instant now) {
        var undoing = undo;
        undo = null;
        if (undoing != null && random.nextInt(3) > 0) {
            return undoing.apply(now);
        }
        if (random.nextInt(12) == 0) {
            return issue(now);
        }
        var item = items.get(random.nextInt(items.size()));
        var access = almanac.access(item);
        var isAnswer = item.kind() == ToldKind.ANSWER && almanac.items().contains(item);
        return isAnswer && random.nextInt(access == Access.INTERNAL ? 2 : 4) == 0
                ? open(item, access, now)
                : turn(item, now);
    }

    private Act turn(Item item, Instant now) {
        var plan = almanac.plan(item);
        var today = plan.at(now);
        var next = plan.nextAfter(now);
        var later = midnight(now, 2 + random.nextInt(30));
        if (random.nextInt(4) == 0) {
            undo = again -> undo(item, plan, again);
        }
        if (next == null) {
            return switch (random.nextInt(today.isPresent() ? 7 : 3)) {
                case 0 -> say(item, now, "announced", new Sentence(anew(item), later, null));
                case 1 -> say(item, now, "new words", new Sentence(anew(item), now, null));
                case 2 -> {
                    // Before others have been waited for, or just after.
                    var soon = now.plus(Duration.ofMinutes(1 + random.nextInt(12)));
                    yield say(item, now, "announced for soon", new Sentence(anew(item), soon, null));
                }
                case 3 -> say(item, now, "removed", new Sentence(Optional.empty(), now, null));
                case 4 -> say(item, now, "end announced", new Sentence(Optional.empty(), later, null));
                case 5 -> say(item, now, "announced for today", new Sentence(anew(item), now.plusSeconds(7_200), null));
                default -> {
                    var since = midnight(now, -40 - random.nextInt(20));
                    yield say(item, now, "corrected", new Sentence(anew(item), since, since.plus(Duration.ofDays(9))));
                }
            };
        }
        return switch (random.nextInt(5)) {
            case 0 -> say(item, now, "not coming after all", new Sentence(plan.before(next), next, null));
            case 1 -> {
                var postponed = next.plus(Duration.ofDays(1 + random.nextInt(20)));
                yield say(
                        item,
                        now,
                        "postponed",
                        new Sentence(plan.before(next), next, postponed),
                        new Sentence(plan.at(next), postponed, null));
            }
            case 2 -> say(item, now, "brought forward", new Sentence(plan.at(next), now, null));
            case 3 -> say(item, now, "announced instead", new Sentence(anew(item), next, null));
            default -> say(item, now, "new words until then", new Sentence(anew(item), now, next));
        };
    }

    /** Everything from then on reads as it did before. */
    private Act undo(Item item, Plan plan, Instant now) {
        var begins = plan.from().floorKey(now);
        return say(
                item,
                now,
                "as it was",
                plan.from().tailMap(begins, true).keySet().stream()
                        .map(from -> new Sentence(plan.at(from), from.isBefore(now) ? now : from, plan.nextAfter(from)))
                        .toArray(Sentence[]::new));
    }

    private Act say(Item item, Instant now, String what, Sentence... sentences) {
        var access = almanac.access(item);
        var said = almanac.says(item, now, Arrays.asList(sentences));
        return new Act(
                "№%d %s %s: %s".formatted(almanac.position(), item, what, said),
                said.stream().map(saying -> Facts.said(item, saying, access)).toList(),
                false,
                almanac.named(item, now));
    }

    private Act open(Item item, Access access, Instant now) {
        var others =
                Arrays.stream(Access.values()).filter(other -> other != access).toList();
        var sayings = almanac.sayings(item);
        var opening = almanac.opens(item, now, others.get(random.nextInt(others.size())));
        return new Act(
                "№%d %s is %s".formatted(almanac.position(), item, opening.access()),
                Facts.opened(item, opening, sayings),
                false,
                almanac.named(item, now));
    }

    /** Mostly a pack of everything that is up to date; now and then one that is no news. */
    private Act issue(Instant now) {
        var isWhole = random.nextInt(4) > 0;
        var shown = random.nextInt(4) > 0 ? almanac.contentPosition() : almanac.firstPosition();
        var shows = new PackIdentity(
                isWhole ? new PackScope.Everything() : new PackScope.Tagged(TAGS.getFirst()),
                "",
                now,
                almanac.recordedAt(shown),
                shown,
                almanac.accessPosition(),
                "1");
        var isNews = isWhole && shown == almanac.contentPosition();
        var facts = (random.nextInt(3) == 0 ? Stream.of("sv") : Stream.of("en", "sv"))
                .map(language -> almanac.issues(now, language, almanac.recordedAt(shown), isNews))
                .map(edition -> Facts.Told.whole(Facts.issued(edition, shows)))
                .toList();
        return new Act(
                "№%d pack, %s".formatted(almanac.position(), isNews ? "news" : shows), facts, true, Optional.empty());
    }

    private Optional<Words> anew(Item item) {
        var tags = item.kind() == ToldKind.ANSWER
                ? TAGS.stream().filter(_ -> random.nextInt(3) == 0).collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<String>();
        return Optional.of(new Words(++words, tags));
    }

    private static Instant midnight(Instant now, int days) {
        return LocalDate.ofInstant(now, ZONE).plusDays(days).atStartOfDay(ZONE).toInstant();
    }
}
