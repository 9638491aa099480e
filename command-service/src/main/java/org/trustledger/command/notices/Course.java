package org.trustledger.command.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Publication;
import org.trustledger.events.Statement;

/**
 * What readers know of one item, by valid time.
 *
 * @param said all that was ever stated of it, in the order of recording
 * @param steps one after the other and without a gap, the first since ever; each reads otherwise than the one before
 * @param stated the same by statement, so that neighbours can read alike
 * @param access who may read it
 */
record Course(List<Said> said, List<Stretch> steps, List<Stretch> stated, Access access) {
    private static final Stretch NEVER = new Stretch(Instant.MIN, null, null);

    /** Nothing was ever said. */
    static final Course NOTHING = new Course(List.of(), List.of(NEVER), List.of(NEVER), Access.PUBLIC);

    Course {
        said = List.copyOf(said);
        steps = List.copyOf(steps);
        stated = List.copyOf(stated);
    }

    /**
     * What one fact states.
     *
     * @param reason as readers know it; null if they do not
     * @param content as readers know it; null if it says nothing, or nothing that readers may know
     * @param reading null in the same cases
     */
    record Said(
            Statement statement,
            long position,
            Instant recordedAt,
            @Nullable LocalizedText reason,
            @Nullable Content content,
            @Nullable Reading reading) {
        private Said toldOtherwise(@Nullable LocalizedText why, @Nullable Content other, @Nullable Reading read) {
            return new Said(statement, position, recordedAt, why, other, read);
        }

        /** Whether it speaks of any of that time, or begins or ends with it. */
        boolean touches(Instant from, Instant to) {
            return !statement.validFrom().isAfter(to)
                    && (statement.validTo() == null || !statement.validTo().isBefore(from));
        }

        /** Whether it was stated of any of the time from an instant up to another. */
        boolean overlaps(Instant from, Instant to) {
            return statement.validFrom().isBefore(to)
                    && (statement.validTo() == null || statement.validTo().isAfter(from));
        }

        private boolean covers(Instant instant) {
            return !statement.validFrom().isAfter(instant)
                    && (statement.validTo() == null || instant.isBefore(statement.validTo()));
        }
    }

    /**
     * A stretch of valid time.
     *
     * @param to exclusive; null for until further notice
     * @param said null if nothing was stated of it
     */
    record Stretch(
            Instant from, @Nullable Instant to, @Nullable Said said) {
        /** Null if it says nothing. */
        @Nullable Reading reading() {
            return said == null ? null : said.reading();
        }

        /** Null if it says nothing. */
        @Nullable Content content() {
            return said == null ? null : said.content();
        }

        boolean reads(Stretch other) {
            return Objects.equals(reading(), other.reading());
        }

        private boolean covers(Instant instant) {
            return !from.isAfter(instant) && (to == null || instant.isBefore(to));
        }

        private Stretch until(@Nullable Instant end) {
            return new Stretch(from, end, said);
        }
    }

    /** @param facts of the item, in the order of recording */
    static Course of(List<KnownFact> facts) {
        var access = Access.PUBLIC;
        var said = new LinkedHashMap<Long, Said>();
        for (var known : facts) {
            switch (known.fact().fact()) {
                case ContentFact content ->
                    said.put(
                            known.position(),
                            new Said(
                                    content.statement(),
                                    known.position(),
                                    known.fact().recordedAt(),
                                    content.statement().reason(),
                                    content instanceof Publication publication ? publication.content() : null,
                                    known.reading()));
                case AnswerAccessChanged changed -> {
                    access = changed.access();
                    said.replaceAll((_, stated) -> stated.toldOtherwise(null, null, null));
                }
                case AnswerVersionOpened opened ->
                    said.computeIfPresent(
                            opened.version(),
                            (_, stated) -> stated.toldOtherwise(opened.reason(), opened.content(), known.reading()));
                default -> {
                    // Says nothing of what it reads.
                }
            }
        }
        return of(List.copyOf(said.values()), access);
    }

    private static Course of(List<Said> said, Access access) {
        var boundaries = new TreeSet<Instant>();
        for (var each : said) {
            boundaries.add(each.statement().validFrom());
            if (each.statement().validTo() != null) {
                boundaries.add(each.statement().validTo());
            }
        }
        var stated = new ArrayList<Stretch>();
        stated.add(NEVER);
        for (var from : boundaries) {
            append(stated, new Stretch(from, null, last(said, from)));
        }
        var steps = new ArrayList<Stretch>();
        for (var stretch : stated) {
            if (steps.isEmpty() || !steps.getLast().reads(stretch)) {
                append(steps, new Stretch(stretch.from(), null, stretch.said()));
            }
        }
        return new Course(said, steps, stated, access);
    }

    private static void append(List<Stretch> stretches, Stretch next) {
        if (!stretches.isEmpty()) {
            stretches.add(stretches.removeLast().until(next.from()));
        }
        stretches.add(next);
    }

    /** Of all that was said for a moment, what was recorded last holds. */
    private static @Nullable Said last(List<Said> said, Instant instant) {
        for (var each : said.reversed()) {
            if (each.covers(instant)) {
                return each;
            }
        }
        return null;
    }

    /** What holds at that instant, as it was stated. */
    Stretch at(Instant instant) {
        return covering(stated, instant);
    }

    /** The step that instant lies in. */
    Stretch stepAt(Instant instant) {
        return covering(steps, instant);
    }

    private static Stretch covering(List<Stretch> stretches, Instant instant) {
        for (var stretch : stretches) {
            if (stretch.covers(instant)) {
                return stretch;
            }
        }
        throw new IllegalStateException("Stretches with a gap at %s".formatted(instant));
    }

    /** The step before the one that instant lies in; that one itself if it is the first. */
    Stretch stepBefore(Instant instant) {
        return steps.get(Math.max(0, steps.indexOf(stepAt(instant)) - 1));
    }

    /** The steps that begin after that instant. */
    List<Stretch> after(Instant instant) {
        return steps.stream().filter(step -> step.from().isAfter(instant)).toList();
    }

    /** Whether it reads so from the same moment on. */
    boolean hasStep(Stretch step) {
        var own = stepAt(step.from());
        return own.from().equals(step.from()) && own.reads(step);
    }

    /** Where steps begin, the first of them since ever. */
    NavigableSet<Instant> beginnings() {
        var beginnings = new TreeSet<Instant>();
        steps.forEach(step -> beginnings.add(step.from()));
        return beginnings;
    }

    boolean saysNothingEver() {
        return steps.stream().allMatch(step -> step.reading() == null);
    }
}
