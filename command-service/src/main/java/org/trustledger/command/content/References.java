package org.trustledger.command.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.events.AgreementRevision;
import org.trustledger.events.Answer;
import org.trustledger.events.Content;
import org.trustledger.events.Evidence;
import org.trustledger.events.Subprocessor;

/** Who refers to whom: at any time at which an item says something, what it refers to must say something too. */
final class References {
    private References() {}

    /**
     * A time at which a reference leads nowhere.
     *
     * @param item what is not there
     * @param by what refers to it
     * @param until exclusive; null for until further notice
     */
    record Dangling(
            String item, String by, Instant from, @Nullable Instant until) {
        private boolean contains(Dangling other) {
            return item.equals(other.item)
                    && by.equals(other.by)
                    && !from.isAfter(other.from)
                    && (until == null || (other.until != null && !other.until.isAfter(until)));
        }
    }

    /** @throws StillReferred if a reference leads nowhere that led somewhere, or was not there, before */
    static void check(ContentState before, ContentState after) {
        var dangling = new ArrayList<Dangling>();
        for (var item : after.items()) {
            var now = dangling(item, after);
            if (!now.isEmpty()) {
                var then = dangling(item, before);
                now.stream()
                        .filter(each -> then.stream().noneMatch(other -> other.contains(each)))
                        .forEach(dangling::add);
            }
        }
        if (!dangling.isEmpty()) {
            throw new StillReferred(dangling);
        }
    }

    private static List<Dangling> dangling(ItemId item, ContentState state) {
        if (item.kind() != ContentKind.ANSWER && item.kind() != ContentKind.SUBPROCESSOR) {
            return List.of();
        }
        var dangling = new ArrayList<Dangling>();
        for (var stated : state.of(item).stretches()) {
            if (stated.content() != null) {
                of(stated.content())
                        .flatMap(to -> without(to, state.of(to.item()), item, stated))
                        .forEach(dangling::add);
            }
        }
        return dangling;
    }

    /** @param clause of the agreement that the item is; null if all of it is meant */
    private record Target(ItemId item, @Nullable String clause) {
        static Target of(ContentKind kind, String id) {
            return new Target(new ItemId(kind, id), null);
        }

        boolean isIn(@Nullable Content content) {
            return clause == null
                    || content instanceof AgreementRevision revision
                            && revision.clauses().stream()
                                    .anyMatch(one -> one.id().equals(clause));
        }

        @Override
        public String toString() {
            return clause == null ? item.toString() : item + "#" + clause;
        }
    }

    private static Stream<Target> of(Content content) {
        return switch (content) {
            case Answer answer ->
                Stream.of(
                                Stream.of(Target.of(ContentKind.CATEGORY, answer.category())),
                                answer.tags().stream().map(tag -> Target.of(ContentKind.TAG, tag)),
                                answer.evidence().stream().flatMap(References::of))
                        .flatMap(targets -> targets);
            case Subprocessor subprocessor
            when subprocessor.parent() != null -> Stream.of(Target.of(ContentKind.SUBPROCESSOR, subprocessor.parent()));
            default -> Stream.empty();
        };
    }

    private static Stream<Target> of(Evidence evidence) {
        return evidence.agreement() == null
                ? Stream.empty()
                : Stream.of(new Target(new ItemId(ContentKind.AGREEMENT, evidence.agreement()), evidence.clause()));
    }

    /** The parts of the referring stretch in which what it refers to says nothing. */
    private static Stream<Dangling> without(Target to, Timeline timeline, ItemId by, Stated referring) {
        var dangling = Stream.<Dangling>builder();
        var covered = referring.from();
        for (var saying : timeline.saying(referring.from(), referring.to())) {
            if (!to.isIn(saying.content())) {
                continue;
            }
            if (covered.isBefore(saying.from())) {
                dangling.add(new Dangling(to.toString(), by.toString(), covered, saying.from()));
            }
            if (saying.to() == null) {
                return dangling.build();
            }
            covered = saying.to();
        }
        if (referring.to() == null || covered.isBefore(referring.to())) {
            dangling.add(new Dangling(to.toString(), by.toString(), covered, referring.to()));
        }
        return dangling.build();
    }
}
