package org.trustledger.query.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a commit made of what was known to come of one item: what was announced before it, compared with what is
 * announced after it. The office tells its subscribers by the same rules.
 */
final class Plans {
    private final Instant now;
    private final List<Said> said;
    private final List<Step> before;
    private final List<Step> after;
    private final List<ChangedPlan> changed = new ArrayList<>();
    private final Set<Instant> announced = new HashSet<>();

    private Plans(List<Said> said, Instant now) {
        this.now = now;
        this.said = said;
        this.before = steps(
                said.stream().filter(each -> each.recordedAt().isBefore(now)).toList());
        this.after = steps(said);
    }

    /**
     * What a version says of time.
     *
     * @param reading the same for what reads the same; null if it says that the item is no more
     */
    record Said(
            long position,
            Instant recordedAt,
            Instant validFrom,
            @Nullable Instant validTo,
            @Nullable String reading) {
        private boolean covers(Instant instant) {
            return !validFrom.isAfter(instant) && (validTo == null || instant.isBefore(validTo));
        }

        /** Whether it speaks of any of the time between the two days, or begins or ends with it. */
        private boolean touches(ChangedPlan plan) {
            var from = plan.from() == null ? plan.formerly() : plan.from();
            var isEarlier = from.isBefore(plan.formerly());
            return !validFrom.isAfter(isEarlier ? plan.formerly() : from)
                    && (validTo == null || !validTo.isBefore(isEarlier ? from : plan.formerly()));
        }
    }

    /** From when on it reads otherwise than before; null where nothing is stated. */
    private record Step(Instant from, @Nullable String reading) {
        boolean reads(Step other) {
            return Objects.equals(reading, other.reading);
        }

        boolean ends() {
            return reading == null;
        }
    }

    /**
     * By the position of those versions of the commit that say so.
     *
     * @param said all versions of the item that say anything of the time from the commit on, in the order of recording
     * @param now when the commit was recorded
     */
    static Map<Long, ChangedPlan> changed(List<Said> said, Instant now) {
        var plans = new Plans(said, now);
        plans.compare();
        var byPosition = new HashMap<Long, ChangedPlan>();
        for (var each : said) {
            var plan = each.recordedAt().equals(now) ? plans.of(each) : null;
            if (plan != null) {
                byPosition.put(each.position(), plan);
            }
        }
        return byPosition;
    }

    /** From now on; the first is what applies now. */
    private List<Step> steps(List<Said> known) {
        var beginnings = new TreeSet<Instant>();
        for (var each : known) {
            beginnings.add(each.validFrom());
            if (each.validTo() != null) {
                beginnings.add(each.validTo());
            }
        }
        var steps = new ArrayList<Step>();
        steps.add(new Step(now, reading(known, now)));
        for (var from : beginnings.tailSet(now, false)) {
            var step = new Step(from, reading(known, from));
            if (!step.reads(steps.getLast())) {
                steps.add(step);
            }
        }
        return steps;
    }

    private static @Nullable String reading(List<Said> known, Instant instant) {
        var last = last(known, instant);
        return last == null ? null : last.reading();
    }

    /** Of all that was said for a moment, what was recorded last holds. */
    private static @Nullable Said last(List<Said> known, Instant instant) {
        for (var each : known.reversed()) {
            if (each.covers(instant)) {
                return each;
            }
        }
        return null;
    }

    private void compare() {
        var comingBefore = new ArrayList<>(before.subList(1, before.size()));
        var comingAfter = new ArrayList<>(after.subList(1, after.size()));
        comingBefore.removeIf(comingAfter::remove);
        if (isOtherwiseNow()) {
            comingBefore.stream()
                    .filter(step -> step.reads(after.getFirst()))
                    .findFirst()
                    .ifPresent(step -> {
                        comingBefore.remove(step);
                        changed.add(new ChangedPlan(step.from(), appliesSince(), step.ends(), false));
                    });
        }
        for (var step : List.copyOf(comingAfter)) {
            comingBefore.stream().filter(step::reads).findFirst().ifPresent(other -> {
                comingBefore.remove(other);
                comingAfter.remove(step);
                moved(other, step);
            });
        }
        // Where one announcement of its kind is left on either side, the one took the place of the other.
        for (var ends : List.of(false, true)) {
            var old = comingBefore.stream().filter(step -> step.ends() == ends).toList();
            var fresh = comingAfter.stream().filter(step -> step.ends() == ends).toList();
            if (old.size() == 1 && fresh.size() == 1) {
                comingBefore.removeAll(old);
                comingAfter.removeAll(fresh);
                moved(old.getFirst(), fresh.getFirst());
            }
        }
        comingAfter.forEach(step -> announced.add(step.from()));
        comingBefore.stream()
                // The end of what will not begin, and the return to what will not be interrupted, are no news.
                .filter(step -> !Objects.equals(reading(said, step.from()), step.reading()))
                .forEach(step -> changed.add(new ChangedPlan(step.from(), null, step.ends(), false)));
    }

    private void moved(Step old, Step fresh) {
        if (old.from().equals(fresh.from())) {
            announced.add(fresh.from());
        } else {
            changed.add(new ChangedPlan(old.from(), fresh.from(), fresh.ends(), false));
        }
    }

    private boolean isOtherwiseNow() {
        return !before.getFirst().reads(after.getFirst());
    }

    private Instant appliesSince() {
        var last = last(said, now);
        return last == null ? now : last.validFrom();
    }

    private @Nullable ChangedPlan of(Said version) {
        return changed.stream()
                .filter(version::touches)
                .min(Comparator.comparing(plan -> !version.validFrom().equals(plan.from())))
                .map(plan -> new ChangedPlan(plan.formerly(), plan.from(), plan.ends(), hasNewsBeside(version, plan)))
                .orElse(null);
    }

    private boolean hasNewsBeside(Said version, ChangedPlan plan) {
        var isOfNow = plan.from() != null && !plan.from().isAfter(now);
        return announced.contains(version.validFrom()) || isOtherwiseNow() && version.covers(now) && !isOfNow;
    }
}
