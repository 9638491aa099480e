package org.trustledger.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Access;
import org.trustledger.events.Answer;
import org.trustledger.events.AnswerAccessChanged;
import org.trustledger.events.AnswerPublished;
import org.trustledger.events.AnswerRetired;
import org.trustledger.events.AnswerVersionOpened;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import org.trustledger.events.PackIssued;
import org.trustledger.events.PackScope;
import org.trustledger.events.Pillar;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;
import org.trustledger.events.Removal;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a ledger says, the simplest way that can be true: at an instant an item reads what the last fact says that was
 * known by then and speaks about that instant. Asks every fact every time.
 */
final class LedgerModel {
    private final List<PublicFact> all;
    private final List<PublicFact> facts;

    LedgerModel(List<PublicFact> facts) {
        this.all = List.copyOf(facts);
        this.facts = facts.stream().flatMap(fact -> readable(fact).stream()).toList();
    }

    /** The fact as it may be read today; empty if nobody may know of it. */
    private Optional<PublicFact> readable(PublicFact fact) {
        if (!(fact.fact() instanceof ContentFact stated) || item(fact).isEmpty()) {
            return Optional.of(fact);
        }
        var id = stated.statement().item();
        var told = stated;
        for (var later : isAnswer(stated) ? all : List.<PublicFact>of()) {
            if (later.fact() instanceof AnswerVersionOpened opened
                    && opened.version() == fact.position()
                    && opened.item().equals(id)) {
                var statement = stated.statement().because(opened.reason());
                told = opened.content() == null
                        ? new AnswerRetired(statement)
                        : new AnswerPublished(statement, opened.content());
            }
        }
        return isAnswer(stated) && access(id, Long.MAX_VALUE) == Access.INTERNAL
                ? Optional.empty()
                : Optional.of(fact.saying(told));
    }

    private static boolean isAnswer(ContentFact fact) {
        return FactType.of(fact).kind().equals("answers");
    }

    /** Who may read the answer by the rules of that position. */
    private Access access(String item, long position) {
        return all.stream()
                .filter(fact -> fact.position() <= position)
                .map(PublicFact::fact)
                .filter(fact -> fact instanceof AnswerAccessChanged changed
                        && changed.item().equals(item))
                .map(fact -> ((AnswerAccessChanged) fact).access())
                .reduce((earlier, later) -> later)
                .orElse(Access.PUBLIC);
    }

    /** Answers of which nobody may know. */
    List<String> closed() {
        return restricted()
                .filter(item -> access(item, Long.MAX_VALUE) == Access.INTERNAL)
                .toList();
    }

    private Stream<String> restricted() {
        return all.stream()
                .map(PublicFact::fact)
                .filter(AnswerAccessChanged.class::isInstance)
                .map(fact -> ((AnswerAccessChanged) fact).item())
                .distinct();
    }

    /** Whether the pack holds what may be read less today than when it was made. */
    boolean isWithheld(PackIssued pack) {
        var identity = pack.identity();
        return restricted()
                .filter(item -> access(item, Long.MAX_VALUE).compareTo(access(item, identity.accessPosition())) < 0)
                .filter(item -> switch (identity.scope()) {
                    case PackScope.Everything _, PackScope.Differences _ -> true;
                    case PackScope.Tagged(var tag) ->
                        all.stream()
                                .filter(fact -> fact.position() > identity.accessPosition())
                                .anyMatch(fact -> fact.fact() instanceof AnswerAccessChanged changed
                                        && changed.item().equals(item)
                                        && changed.tags().contains(tag));
                    case PackScope.OneAgreement _, PackScope.Subprocessors _ -> false;
                })
                .anyMatch(item -> saysSomething(
                        item,
                        identity.scope() instanceof PackScope.Differences(var since) ? since : identity.validAt(),
                        identity.recordedAt()));
    }

    /** Whether it says anything at the instant or after, as known then, whoever may read it. */
    private boolean saysSomething(String item, Instant validAt, Instant recordedAt) {
        var known = all.stream()
                .filter(fact -> fact.fact() instanceof ContentFact stated
                        && isAnswer(stated)
                        && stated.statement().item().equals(item))
                .filter(fact -> !fact.recordedAt().isAfter(recordedAt))
                .toList();
        var moments = Stream.concat(
                Stream.of(validAt),
                known.stream()
                        .flatMap(fact -> Stream.of(
                                statedIn(fact).statement().validFrom(),
                                Objects.requireNonNullElse(
                                        statedIn(fact).statement().validTo(), validAt)))
                        .filter(moment -> moment.isAfter(validAt)));
        return moments.anyMatch(moment -> known.stream()
                .filter(fact -> speaksAbout(statedIn(fact), moment))
                .reduce((earlier, later) -> later)
                .filter(fact -> !saysRemoved(fact))
                .isPresent());
    }

    /** Whether readers are told that it was removed. */
    private boolean saysRemoved(PublicFact fact) {
        return all.stream()
                .filter(later ->
                        later.fact() instanceof AnswerVersionOpened opened && opened.version() == fact.position())
                .map(later -> ((AnswerVersionOpened) later.fact()).content() == null)
                .reduce((earlier, later) -> later)
                .orElse(fact.fact() instanceof Removal);
    }

    record Item(String kind, String id) {}

    /** For how long around an instant the same fact is the last word. */
    record Stretch(Instant from, @Nullable Instant until) {}

    /** But for the profile, which no history here changes. */
    List<Item> items() {
        return facts.stream()
                .flatMap(fact -> item(fact).stream())
                .filter(item -> !item.kind().equals("trust-centers"))
                .distinct()
                .toList();
    }

    /** The last word on the item, be it that it is no more. */
    Optional<PublicFact> lastWord(Item item, Instant validAt, Instant recordedAt) {
        return known(item, recordedAt)
                .filter(fact -> speaksAbout(statedIn(fact), validAt))
                .reduce((earlier, later) -> later);
    }

    /** What applies; empty where nothing does. */
    Optional<PublicFact> applying(Item item, Instant validAt, Instant recordedAt) {
        return lastWord(item, validAt, recordedAt).filter(fact -> fact.fact() instanceof Publication);
    }

    /** Whether what the fact says from then on is what applies right before, but for its place among others. */
    boolean onlySaysAgain(Item item, PublicFact fact, Instant from, Instant recordedAt) {
        return applying(item, from.minus(1, ChronoUnit.MICROS), recordedAt)
                .map(LedgerModel::reading)
                .filter(reading(fact)::equals)
                .isPresent();
    }

    private static ObjectNode reading(PublicFact fact) {
        ObjectNode content = FactCodec.mapper().valueToTree(content(fact));
        return content.without(List.of("order"));
    }

    /** Where on valid time the fact is the last word. */
    List<Stretch> stands(Item item, PublicFact fact, Instant recordedAt) {
        var bounds = new TreeSet<Instant>();
        known(item, recordedAt).forEach(other -> {
            var statement = statedIn(other).statement();
            bounds.add(statement.validFrom());
            if (statement.validTo() != null) {
                bounds.add(statement.validTo());
            }
        });
        var stretches = new ArrayList<Stretch>();
        for (var from : bounds) {
            if (lastWord(item, from, recordedAt).filter(fact::equals).isPresent()) {
                var until = bounds.higher(from);
                var last = stretches.isEmpty() ? null : stretches.getLast();
                if (last != null && from.equals(last.until())) {
                    stretches.removeLast();
                    stretches.add(new Stretch(last.from(), until));
                } else {
                    stretches.add(new Stretch(from, until));
                }
            }
        }
        return stretches;
    }

    /**
     * How an answer's Swedish stands to its English: whether it is there, and if so which fact it has not followed;
     * empty if it is whole.
     */
    Optional<String> translation(Item item, Instant validAt, Instant recordedAt) {
        var fact = applying(item, validAt, recordedAt).orElseThrow();
        var answer = (Answer) content(fact);
        var spoken = Stream.of(answer.question(), answer.text())
                .filter(Objects::nonNull)
                .map(text -> text.speaks("sv"))
                .distinct()
                .toList();
        if (spoken.contains(false)) {
            return Optional.of(spoken.contains(true) ? "incomplete" : "missing");
        }
        var since = stands(item, fact, recordedAt).stream()
                .map(Stretch::from)
                .filter(from -> !from.isAfter(validAt))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return notFollowed(item, fact, since, recordedAt).map(original -> "outdated since " + original.position());
    }

    /** What the fact and those before it took the place of, as far as the Swedish is the same. */
    private List<PublicFact> withTheSameSwedish(Item item, PublicFact fact, Instant instant, Instant recordedAt) {
        var run = new ArrayList<PublicFact>();
        var at = instant;
        for (Optional<PublicFact> next = Optional.of(fact); next.isPresent(); ) {
            var current = next.get();
            run.add(current);
            var about = at;
            var begins = statedIn(current).statement().validFrom();
            var justBefore = begins.minus(1, ChronoUnit.MICROS);
            var earlier = known(item, recordedAt)
                    .filter(one -> one.position() < current.position())
                    .toList();
            var same = lastAbout(earlier, about);
            var adjacent = lastAbout(earlier, justBefore);
            var ended = earlier.stream()
                    .filter(one -> !end(one).isAfter(begins))
                    .max(Comparator.comparing(LedgerModel::end).thenComparing(PublicFact::position));
            at = same.isPresent() ? about : justBefore;
            next = same.or(() -> adjacent)
                    .or(() -> ended)
                    .filter(before -> before.fact() instanceof Publication && !changes("sv", before, current));
        }
        return run;
    }

    private static Optional<PublicFact> lastAbout(List<PublicFact> facts, Instant instant) {
        return facts.stream().filter(one -> speaksAbout(statedIn(one), instant)).reduce((earlier, later) -> later);
    }

    private static Instant end(PublicFact fact) {
        var end = statedIn(fact).statement().validTo();
        return end == null ? Instant.MAX : end;
    }

    private Optional<PublicFact> notFollowed(Item item, PublicFact fact, Instant instant, Instant recordedAt) {
        var run = withTheSameSwedish(item, fact, instant, recordedAt);
        var stale = run.stream().takeWhile(one -> !changes("en", one, fact)).toList();
        return stale.size() == run.size() || run.stream().skip(stale.size()).anyMatch(one -> !changes("en", one, fact))
                ? Optional.empty()
                : Optional.of(stale.getLast());
    }

    private static boolean changes(String language, PublicFact before, PublicFact after) {
        return !in(language, (Answer) content(before)).equals(in(language, (Answer) content(after)));
    }

    private static List<String> in(String language, Answer answer) {
        return Stream.of(answer.question(), answer.text())
                .map(text -> text == null ? "" : text.byLanguage().getOrDefault(language, ""))
                .toList();
    }

    /** The fact for which nothing follows a stretch of an item; empty where something does, or it has no end. */
    Optional<PublicFact> ending(Item item, PublicFact fact, Stretch stretch, Instant recordedAt) {
        var end = stretch.until();
        if (end == null || applying(item, end, recordedAt).isPresent()) {
            return Optional.empty();
        }
        var after = lastWord(item, end, recordedAt);
        return after.filter(removal -> removal.position() > fact.position()).or(() -> Optional.of(fact));
    }

    /** What became of an item between two points of both clocks, between which facts and why; empty for nothing. */
    Optional<String> difference(
            Item item, Instant fromValid, Instant fromRecorded, Instant toValid, Instant toRecorded) {
        var before = applying(item, fromValid, fromRecorded);
        var after = applying(item, toValid, toRecorded);
        if (before.map(LedgerModel::content).equals(after.map(LedgerModel::content))) {
            return Optional.empty();
        }
        var why = after.or(() -> lastWord(item, toValid, toRecorded)
                        .filter(removal ->
                                removal.position() > before.orElseThrow().position())
                        .or(() -> before))
                .orElseThrow();
        return Optional.of("%s from %d to %d because of %d by %s"
                .formatted(
                        became(before, after),
                        before.map(PublicFact::position).orElse(0L),
                        after.map(PublicFact::position).orElse(0L),
                        why.position(),
                        steps(item, before, fromValid, fromRecorded, toValid, toRecorded)));
    }

    /** What was recorded on the way or began to apply on it, and says something of the time between. */
    private List<Long> steps(
            Item item,
            Optional<PublicFact> before,
            Instant fromValid,
            Instant fromRecorded,
            Instant toValid,
            Instant toRecorded) {
        var begin = fromValid.isBefore(toValid) ? fromValid : toValid;
        var end = fromValid.isBefore(toValid) ? toValid : fromValid;
        var learnt = fromRecorded.isBefore(toRecorded) ? fromRecorded : toRecorded;
        return known(item, fromRecorded.isBefore(toRecorded) ? toRecorded : fromRecorded)
                .filter(fact -> !before.equals(Optional.of(fact)))
                .filter(fact -> {
                    var stated = statedIn(fact).statement();
                    var begins = stated.validFrom();
                    var isOnTheWay = fact.recordedAt().isAfter(learnt) || begins.isAfter(begin);
                    return isOnTheWay
                            && !begins.isAfter(end)
                            && (stated.validTo() == null || stated.validTo().isAfter(begin));
                })
                .map(PublicFact::position)
                .toList();
    }

    private static String became(Optional<PublicFact> before, Optional<PublicFact> after) {
        if (before.isEmpty()) {
            return "added";
        }
        if (after.isEmpty()) {
            return "retired";
        }
        if (statedIn(after.get()).statement().corrects() != null) {
            return "corrected";
        }
        return words(content(before.get())).equals(words(content(after.get()))) ? "moved" : "revised";
    }

    private static List<Object> words(Content content) {
        return switch (content) {
            case Answer answer -> Arrays.asList(answer.question(), answer.text(), answer.tags());
            case Pillar pillar -> List.of(pillar.title(), pillar.text());
            default -> throw new IllegalStateException("No history here has " + content);
        };
    }

    Stream<PublicFact> known(Item item, Instant recordedAt) {
        return facts.stream()
                .filter(fact -> item(fact).equals(Optional.of(item)))
                .filter(fact -> !fact.recordedAt().isAfter(recordedAt));
    }

    /** Whether its English text has the word, as it is written. */
    static boolean has(Content content, String word) {
        var texts = switch (content) {
            case Answer answer -> Stream.of(answer.question(), answer.text());
            case Pillar pillar -> Stream.of(pillar.title(), pillar.text());
            default -> throw new IllegalStateException("No history here has " + content);
        };
        return texts.filter(Objects::nonNull)
                .map(text -> text.byLanguage().getOrDefault("en", ""))
                .flatMap(text -> Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")))
                .anyMatch(word::equals);
    }

    static Content content(PublicFact fact) {
        return ((Publication) fact.fact()).content();
    }

    private static Optional<Item> item(PublicFact fact) {
        return fact.fact() instanceof ContentFact stated
                ? Optional.of(
                        new Item(FactType.of(stated).kind(), stated.statement().item()))
                : Optional.empty();
    }

    private static ContentFact statedIn(PublicFact fact) {
        return (ContentFact) fact.fact();
    }

    private static boolean speaksAbout(ContentFact fact, Instant validAt) {
        var statement = fact.statement();
        return !statement.validFrom().isAfter(validAt)
                && (statement.validTo() == null || statement.validTo().isAfter(validAt));
    }
}
