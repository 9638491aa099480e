package org.trustledger.command.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.notices.Course.Said;
import org.trustledger.command.notices.Course.Stretch;
import org.trustledger.events.Access;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;

/**
 * What became of one item by a window of facts: what its readers knew before of the past, the present and what is to
 * come, compared with what they know after it. What was done and undone within the window leaves nothing to tell, and
 * the mere passing of time changes nothing.
 *
 * <p>Pure. Both sides are read as of one instant, that of the last fact of the window.
 */
final class ItemChanges {
    // A letter about ten years of reasons would be read by nobody.
    private static final int MOST_REASONS = 5;

    private final ToldKind kind;
    private final String item;
    private final Course before;
    private final Course after;
    private final Instant began;
    private final Instant now;
    private final boolean onRequest;
    private final List<Said> recorded;
    private final @Nullable Opening access;
    private final List<ToldItem> told = new ArrayList<>();

    /** That others may read it now, as the fact of the window says which does. */
    private record Opening(LocalizedText reason, long position, Instant recordedAt) {}

    private ItemChanges(
            ToldKind kind,
            String item,
            Course before,
            Course after,
            Instant began,
            Instant now,
            boolean onRequest,
            List<Said> recorded,
            @Nullable Opening access) {
        this.kind = kind;
        this.item = item;
        this.before = before;
        this.after = after;
        this.began = began;
        this.now = now;
        this.onRequest = onRequest;
        this.recorded = recorded;
        this.access = access;
    }

    /**
     * What is told of the window.
     *
     * @param facts all of the item, in the order of recording, those after the window included: access is today's
     * @param after position of the last fact before the window
     * @param through position of the last fact of the window
     * @param now when that was recorded
     */
    static List<ToldItem> between(
            ToldKind kind, String item, List<KnownFact> facts, long after, long through, Instant now) {
        var today = Course.of(facts).access();
        var old = Course.of(
                facts.stream().filter(fact -> fact.position() <= after).toList());
        var fresh = Course.of(
                facts.stream().filter(fact -> fact.position() <= through).toList());
        if (today == Access.INTERNAL || fresh.access() == Access.INTERNAL) {
            return List.of();
        }
        var recorded = facts.stream()
                .filter(fact -> fact.position() > after && fact.position() <= through)
                .toList();
        if (recorded.isEmpty()) {
            return List.of();
        }
        var opened = old.access().compareTo(fresh.access()) < 0;
        var narrowed = old.access().compareTo(fresh.access()) > 0;
        var changes = new ItemChanges(
                kind,
                item,
                // Who reads it for the first time has known nothing of it.
                opened ? Course.NOTHING : old,
                fresh,
                recorded.getFirst().fact().recordedAt(),
                now,
                today == Access.ON_REQUEST || fresh.access() == Access.ON_REQUEST,
                fresh.said().stream().filter(said -> said.position() > after).toList(),
                opened || narrowed ? access(recorded) : null);
        changes.compare();
        if (narrowed) {
            changes.textIsNoLongerPublic();
        }
        // What is past concerns its readers less than what is and will be.
        changes.told.sort(
                Comparator.comparing((ToldItem change) -> change.when().until() != null)
                        .thenComparing(change -> change.when().from()));
        return List.copyOf(changes.told);
    }

    /**
     * What had been announced for a stretch of time, is still to come then, and is told again.
     *
     * @param facts all of the item, in the order of recording
     * @param through position up to which what was announced is told by now
     * @param after exclusive
     * @param until inclusive
     */
    static List<ToldItem> takingEffect(
            ToldKind kind, String item, List<KnownFact> facts, long through, Instant after, Instant until) {
        var known = Course.of(facts);
        if (known.access() == Access.INTERNAL) {
            return List.of();
        }
        var told = Course.of(
                facts.stream().filter(fact -> fact.position() <= through).toList());
        var changes = new ItemChanges(
                kind, item, known, known, after, after, known.access() == Access.ON_REQUEST, known.said(), null);
        for (var step : known.after(after)) {
            if (!step.from().isAfter(until) && told.hasStep(step)) {
                changes.takesEffect(step);
            }
        }
        return List.copyOf(changes.told);
    }

    private static @Nullable Opening access(List<KnownFact> recorded) {
        Opening last = null;
        for (var known : recorded) {
            if (known.fact().fact() instanceof AnswerAccessChanged changed) {
                last = new Opening(
                        changed.reason(), known.position(), known.fact().recordedAt());
            }
        }
        return last;
    }

    private void compare() {
        var comingBefore = new ArrayList<>(before.after(now));
        var comingAfter = new ArrayList<>(after.after(now));
        comingBefore.removeIf(
                step -> comingAfter.removeIf(other -> other.from().equals(step.from()) && other.reads(step)));
        var past = new ArrayList<>(pastDifferences());
        present(comingBefore, comingAfter, past);
        coming(comingBefore, comingAfter);
        // What is new tells nobody anything about its own past, unless that is all there is of it.
        if (!before.saysNothingEver() || told.isEmpty()) {
            past.stream()
                    // What applied for a while within the window corrects nothing that was known before.
                    .filter(difference -> difference.from().isBefore(began))
                    .forEach(this::corrected);
        }
    }

    /** A stretch of what is past that was known to read otherwise. */
    private record Difference(Instant from, Instant to, Stretch before, Stretch after) {
        boolean continues(Difference earlier) {
            return earlier.to.equals(from) && earlier.before.reads(before) && earlier.after.reads(after);
        }
    }

    private List<Difference> pastDifferences() {
        var boundaries = new TreeSet<Instant>(before.beginnings());
        boundaries.addAll(after.beginnings());
        var differences = new ArrayList<Difference>();
        for (var from : boundaries.headSet(now)) {
            var next = boundaries.higher(from);
            var old = before.stepAt(from);
            var fresh = after.stepAt(from);
            if (!old.reads(fresh)) {
                var difference = new Difference(from, next == null || next.isAfter(now) ? now : next, old, fresh);
                var continued = !differences.isEmpty() && difference.continues(differences.getLast());
                differences.add(
                        continued
                                ? new Difference(differences.removeLast().from(), difference.to(), old, fresh)
                                : difference);
            }
        }
        return differences;
    }

    private void present(List<Stretch> comingBefore, List<Stretch> comingAfter, List<Difference> past) {
        var old = standing(before);
        var fresh = standing(after);
        if (old.reads(fresh)) {
            sinceAnotherDay(past);
            return;
        }
        var from = differentSince(past);
        past.removeIf(difference -> !difference.from().isBefore(from));
        var announced = comingBefore.stream().filter(step -> step.reads(fresh)).findFirst();
        if (announced.isPresent()) {
            comingBefore.remove(announced.get());
            tell(
                    Happened.BROUGHT_FORWARD,
                    new ToldItem.When(from, null, announced.get().from()),
                    old,
                    fresh,
                    from);
            return;
        }
        var postponed = comingAfter.stream()
                .filter(step -> step.reads(old) && isBeginningTakenBack())
                .findFirst();
        if (postponed.isPresent()) {
            var since = before.stepAt(now).from();
            comingAfter.remove(postponed.get());
            tell(
                    Happened.POSTPONED,
                    new ToldItem.When(postponed.get().from(), null, since),
                    fresh,
                    postponed.get(),
                    since);
            return;
        }
        if (old.from().isAfter(began) && isBeginningTakenBack()) {
            // It had not begun when that was recorded, only by now.
            withdrawn(old);
            return;
        }
        tell(happened(old, fresh), ToldItem.When.from(from), old, fresh, from);
    }

    /** The step that applies now, with what was stated of it last. */
    private Stretch standing(Course course) {
        var step = course.stepAt(now);
        return new Stretch(step.from(), step.to(), course.at(now).said());
    }

    /** Since when what applies now is not what was known to apply now. */
    private Instant differentSince(List<Difference> past) {
        var since = now;
        for (var difference : past.reversed()) {
            if (difference.to().equals(since)) {
                since = difference.from();
            }
        }
        var step = after.stepAt(now).from();
        return step.isAfter(since) ? step : since;
    }

    /** Whether what was known to apply has not begun by now, so that until then what was before it goes on. */
    private boolean isBeginningTakenBack() {
        var step = before.stepAt(now);
        return after.at(now).reads(before.stepBefore(now))
                && !after.stepAt(step.from()).reads(step);
    }

    private Happened happened(Stretch old, Stretch fresh) {
        if (old.reading() == null) {
            return Happened.ADDED;
        }
        if (fresh.reading() == null || fresh.said() == null) {
            return kind == ToldKind.ANSWER ? Happened.RETIRED : Happened.REMOVED;
        }
        return fresh.said().statement().corrects() == null ? Happened.CHANGED : Happened.CORRECTED;
    }

    /** Whether it reads as it was known to, but since another day: then that is what was wrong about the past. */
    private void sinceAnotherDay(List<Difference> past) {
        var old = standing(before);
        var fresh = standing(after);
        if (old.reading() == null || old.from().equals(fresh.from())) {
            return;
        }
        var isEarlier = fresh.from().isBefore(old.from());
        var from = isEarlier ? fresh.from() : old.from();
        var until = isEarlier ? old.from() : fresh.from();
        var inBetween = (isEarlier ? before : after).stepAt(from);
        var wasBefore = (isEarlier ? after : before).stepBefore(now);
        if (until.equals(inBetween.to()) && inBetween.reads(wasBefore)) {
            past.removeIf(difference -> !difference.from().isBefore(from));
            tell(Happened.CORRECTED, new ToldItem.When(fresh.from(), null, old.from()), old, fresh, from);
        }
    }

    private void coming(List<Stretch> comingBefore, List<Stretch> comingAfter) {
        for (var step : List.copyOf(comingAfter)) {
            comingBefore.stream().filter(step::reads).findFirst().ifPresent(announced -> {
                comingBefore.remove(announced);
                comingAfter.remove(step);
                moved(announced, step);
            });
        }
        // Where one announcement of its kind is left on either side, the one took the place of the other.
        for (var ends : List.of(false, true)) {
            var old = comingBefore.stream().filter(step -> ends(step) == ends).toList();
            var fresh = comingAfter.stream().filter(step -> ends(step) == ends).toList();
            if (old.size() == 1 && fresh.size() == 1) {
                comingBefore.removeAll(old);
                comingAfter.removeAll(fresh);
                moved(old.getFirst(), fresh.getFirst());
            }
        }
        comingAfter.forEach(step -> tell(
                Happened.ANNOUNCED, ToldItem.When.from(step.from()), after.stepBefore(step.from()), step, step.from()));
        comingBefore.forEach(this::withdrawn);
    }

    private static boolean ends(Stretch step) {
        return step.reading() == null;
    }

    private void moved(Stretch announced, Stretch step) {
        var order = announced.from().compareTo(step.from());
        var happened = order < 0 ? Happened.POSTPONED : order > 0 ? Happened.BROUGHT_FORWARD : Happened.ANNOUNCED;
        tell(
                happened,
                new ToldItem.When(step.from(), null, announced.from()),
                after.stepBefore(step.from()),
                step,
                order < 0 ? announced.from() : step.from(),
                // Whoever was told that it would come is told that something else does.
                announced.content());
    }

    /** The end of what will not begin, and the return to what will not be interrupted, are no news of their own. */
    private void withdrawn(Stretch announced) {
        if (after.stepAt(announced.from()).reads(announced)) {
            return;
        }
        tell(
                Happened.WITHDRAWN,
                new ToldItem.When(announced.from(), null, announced.from()),
                announced,
                after.stepAt(announced.from()),
                announced.from());
    }

    private void corrected(Difference difference) {
        tell(
                Happened.CORRECTED,
                new ToldItem.When(difference.from(), difference.to(), null),
                difference.before(),
                difference.after(),
                difference.from());
    }

    private void takesEffect(Stretch step) {
        var said = step.said() != null ? step.said() : last(step.from());
        if (said.recordedAt().isBefore(step.from())) {
            add(
                    Happened.TAKES_EFFECT,
                    ToldItem.When.from(step.from()),
                    after.stepBefore(step.from()),
                    step,
                    List.of(said));
        }
    }

    /** What was stated last of that instant, or to end then. */
    private Said last(Instant instant) {
        return after.said().stream()
                .filter(said -> said.touches(instant, instant))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /** Told only where what it says stays: else that it changed is told, by its title. */
    private void textIsNoLongerPublic() {
        var step = standing(after);
        if (access != null && step.reading() != null && step.reads(standing(before))) {
            add(Happened.RESTRICTED, ToldItem.When.from(access.recordedAt()), standing(before), step, List.of());
        }
    }

    /**
     * @param since from when on what was recorded in the window has made it so
     * @param instead in place of what else it is told
     */
    private void tell(
            Happened happened,
            ToldItem.When when,
            Stretch old,
            Stretch fresh,
            Instant since,
            @Nullable Content... instead) {
        var latest = Stream.of(when.from(), Objects.requireNonNullElse(when.formerly(), when.from()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var touching = recorded.stream()
                // What is said of the time before or after what is past corrects something else.
                .filter(said -> when.until() == null ? said.touches(since, latest) : said.overlaps(since, when.until()))
                .toList();
        add(happened, when, old, fresh, touching.isEmpty() ? recorded : touching, instead);
    }

    private void add(
            Happened happened,
            ToldItem.When when,
            Stretch old,
            Stretch fresh,
            List<Said> because,
            @Nullable Content... instead) {
        var named = Stream.of(fresh, old)
                .map(Stretch::content)
                .filter(Objects::nonNull)
                .findFirst();
        // What readers know neither before nor after is nothing that is told.
        if (named.isEmpty()) {
            return;
        }
        var last = because.isEmpty() ? access == null ? after.said().getLast() : null : because.getLast();
        told.add(new ToldItem(
                kind,
                item,
                happened,
                ToldItem.nameOf(named.get()),
                when,
                (happened == Happened.WITHDRAWN ? old : fresh).reading() == null,
                onRequest ? null : version(old),
                onRequest ? null : version(fresh),
                onRequest,
                onRequest ? List.of() : whys(because),
                Math.max(last == null ? 0 : last.position(), access == null ? 0 : access.position()),
                latest(last),
                topics(Stream.concat(Stream.of(old, fresh).map(Stretch::content), Arrays.stream(instead)))));
    }

    private Instant latest(@Nullable Said last) {
        if (last == null || access == null) {
            return last != null
                    ? last.recordedAt()
                    : Objects.requireNonNull(access).recordedAt();
        }
        return last.position() > access.position() ? last.recordedAt() : access.recordedAt();
    }

    private static ToldItem.@Nullable Version version(Stretch stretch) {
        var said = stretch.said();
        return said == null || said.content() == null
                ? null
                : new ToldItem.Version(said.position(), said.statement().revision(), stretch.from(), said.content());
    }

    /** What one reason was recorded for at once. */
    private record Reason(LocalizedText reason, Instant recordedAt) {}

    /**
     * A reason that was given once for several statements is that of the last of them: before it stands what goes on
     * until then, with what that was once revised for.
     */
    private List<ToldItem.Why> whys(List<Said> because) {
        var whys = new LinkedHashMap<Reason, ToldItem.Why>();
        if (access != null) {
            whys.put(
                    new Reason(access.reason(), access.recordedAt()),
                    new ToldItem.Why(access.reason(), null, null, List.of()));
        }
        for (var said : because) {
            if (said.reason() != null) {
                whys.put(
                        new Reason(said.reason(), said.recordedAt()),
                        said.content() instanceof AgreementRevision revision
                                ? new ToldItem.Why(
                                        said.reason(), revision.trigger(), revision.legalSource(), revision.reasons())
                                : new ToldItem.Why(said.reason(), null, null, List.of()));
            }
        }
        var distinct = whys.values().stream().distinct().toList();
        return distinct.subList(Math.max(0, distinct.size() - MOST_REASONS), distinct.size());
    }

    private List<String> topics(Stream<@Nullable Content> contents) {
        var topics = new TreeSet<String>();
        topics.add(kind.topic());
        contents.forEach(content -> {
            if (content instanceof Answer answer) {
                answer.tags().forEach(tag -> topics.add(kind.topic() + ":" + tag));
            }
        });
        return List.copyOf(topics);
    }
}
