package org.trustledger.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.Answer;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.FactType;
import org.trustledger.events.Pillar;
import org.trustledger.events.PublicFact;
import org.trustledger.events.Publication;

/**
 * What a ledger says, the simplest way that can be true: at an instant an item reads what the last fact says that was
 * known by then and speaks about that instant. Asks every fact every time.
 */
final class LedgerModel {
    private final List<PublicFact> facts;

    LedgerModel(List<PublicFact> facts) {
        this.facts = List.copyOf(facts);
    }

    record Item(String kind, String id) {}

    /** For how long around an instant the same fact is the last word. */
    record Stretch(Instant from, @Nullable Instant until) {}

    List<Item> items() {
        return facts.stream().flatMap(fact -> item(fact).stream()).distinct().toList();
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
        return Optional.of("%s from %d to %d because of %d"
                .formatted(
                        became(before, after),
                        before.map(PublicFact::position).orElse(0L),
                        after.map(PublicFact::position).orElse(0L),
                        why.position()));
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
