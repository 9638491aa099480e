package org.trustledger.command.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.content.Change.Kind;
import org.trustledger.events.Content;
import org.trustledger.events.ContentFact;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.Statement;

/**
 * What it takes to make one item say what a document says of it: the least set of facts, in the order of their time.
 *
 * <p>Each version of the document speaks for the stretch from its own beginning to the next beginning or end that
 * either the document or the ledger knows, so what the document leaves out stays. The facts of one amendment never
 * overlap, which is why all of them can be found by looking at what was known before.
 */
final class Amendment {
    private final ItemId item;
    private final List<ContentDocument.Version> versions;
    private final Timeline known;
    private final Instant recordedAt;
    private final Instant past;
    private final List<Change> changes = new ArrayList<>();

    /** Where the current version of the document is met in the ledger; null if nothing of it is known there. */
    private final @Nullable Stated met;

    /** @param past what begins before that corrects what was said of it; no later than the recording */
    Amendment(ContentDocument.Item item, Timeline known, Instant recordedAt, Instant past) {
        this(item.itemId(), item.versions(), known, recordedAt, past);
    }

    private Amendment(
            ItemId item, List<ContentDocument.Version> versions, Timeline known, Instant recordedAt, Instant past) {
        this.item = item;
        this.versions = List.copyOf(versions);
        this.known = known;
        this.recordedAt = recordedAt;
        this.past = past;
        met = versions.isEmpty() ? null : meet();
    }

    ItemId item() {
        return item;
    }

    /** Where the document has it in its list. */
    long wantedOrder() {
        return Places.of(versions.getLast().content());
    }

    private @Nullable Stated meet() {
        var current = versions.getLast();
        if (current.from() != null) {
            var stated = known.at(current.from());
            return stated != null && (stated.from().equals(current.from()) || stated.reads(current.content()))
                    ? stated
                    : null;
        }
        var now = known.at(recordedAt);
        if (now != null && now.reads(current.content()) && isAfterTheEarlier(now.from())) {
            return now;
        }
        // Announced already: it will read so.
        var last = known.last();
        if (last != null && last.from().isAfter(recordedAt) && last.reads(current.content())) {
            return last;
        }
        if (!isAfterTheEarlier(recordedAt)) {
            throw new IllegalStateException(
                    "%s begins when it is recorded, %s, and an earlier version of it later: was a clock set back?"
                            .formatted(item, recordedAt));
        }
        return null;
    }

    private boolean isAfterTheEarlier(Instant from) {
        return versions.stream()
                .limit(versions.size() - 1)
                .allMatch(version -> version.from() == null
                        || (version.from().isBefore(from)
                                && (version.until() == null || !version.until().isAfter(from))));
    }

    /** The number that says where in its list the item stands now; null if it never stood there. */
    @Nullable Long place() {
        var current = versions.getLast();
        var from = current.from() != null ? current.from() : met != null ? met.from() : recordedAt;
        var stated = known.at(from);
        var last = stated == null ? null : known.lastReadingLike(stated, boundaries());
        var end = last == null ? known.nextBeginningAfter(from) : last.to();
        var next = continuedBy(end, current.content());
        if (last != null && last.content() != null && last.reads(current.content())) {
            return Places.of(last.content());
        } else if (next != null && next.content() != null) {
            return Places.of(next.content());
        } else if (last != null
                && last.content() != null
                && Objects.requireNonNull(stated).from().equals(from)) {
            return Places.of(last.content());
        }
        var content = known.lastContent();
        return content == null ? null : Places.of(content);
    }

    /** The last of the known stretches from there on that already read so; null if the first does not. */
    private @Nullable Stated continuedBy(@Nullable Instant end, Content content) {
        var next = end == null || boundaries().contains(end) ? null : known.beginningAt(end);
        return next != null && next.reads(content) ? known.lastReadingLike(next, boundaries()) : null;
    }

    /** @param place where in its list the item is to stand */
    List<Change> changes(long place) {
        var currentFrom = currentFrom(place);
        for (var i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            var isCurrent = i == versions.size() - 1;
            var from = isCurrent ? currentFrom : Objects.requireNonNull(version.from());
            var next = isCurrent ? null : beginning(versions.get(i + 1), currentFrom);
            if (isCurrent && version.from() != null && (i == 0 || !ends(versions.get(i - 1)))) {
                applyLater(version, from);
            }
            apply(version, from, version.until() == null ? next : version.until(), isCurrent, place);
            if (version.until() != null) {
                saysNothing(version.until(), next, version.reason());
            } else if (isCurrent) {
                addAgain(version, from, place);
            }
        }
        return changes;
    }

    /** The item says nothing from then on; a single change, or none if it says nothing already. */
    static List<Change> removal(ItemId item, Timeline known, Instant recordedAt, LocalizedText reason) {
        var amendment = new Amendment(item, List.of(), known, recordedAt, recordedAt);
        amendment.saysNothing(recordedAt, null, reason);
        return amendment.changes;
    }

    private Instant currentFrom(long place) {
        var from = versions.getLast().from();
        if (from != null) {
            return from;
        }
        // Without a date, moving it in its list begins now and corrects nothing.
        return met != null && Long.valueOf(place).equals(place()) ? met.from() : recordedAt;
    }

    private static Instant beginning(ContentDocument.Version version, Instant currentFrom) {
        return version.from() == null ? currentFrom : version.from();
    }

    private static boolean ends(ContentDocument.Version version) {
        return version.until() != null;
    }

    private Set<Instant> boundaries() {
        var boundaries = new HashSet<Instant>();
        for (var version : versions) {
            if (version.from() != null) {
                boundaries.add(version.from());
            }
            if (version.until() != null) {
                boundaries.add(version.until());
            }
        }
        return boundaries;
    }

    private void apply(
            ContentDocument.Version version, Instant from, @Nullable Instant next, boolean isCurrent, long place) {
        var stated = known.at(from);
        var last = stated == null ? null : known.lastReadingLike(stated, boundaries());
        var end = Times.earlier(last == null ? known.nextBeginningAfter(from) : last.to(), next);
        // Earlier versions keep the place they were recorded with: a list has an order only now.
        var order = isCurrent || stated == null || stated.content() == null ? place : Places.of(stated.content());
        var isSaid = stated != null && stated.content() != null && stated.reads(version.content());
        var isThere = !isCurrent || (last != null && last.content() != null && Places.of(last.content()) == place);
        // The reason of a document tells why it is applied, so a new one changes nothing that was said before.
        var isMeantSo =
                stated == null || !version.givesReason() || version.reason().equals(stated.reason());
        if (isSaid && isThere && isMeantSo) {
            return;
        }
        var continued = isCurrent ? continuedBy(end, version.content()) : null;
        if (continued != null && Places.of(Objects.requireNonNull(continued.content())) != place) {
            // One version for a reader, so it moves as one.
            end = Times.earlier(continued.to(), next);
        }
        var moved = isCurrent && !isSaid ? beginsAt(end, version.content()) : null;
        var wrong = moved == null ? stated : moved;
        var corrects = wrong != null && from.isBefore(past) ? wrong.position() : null;
        var kind = moved != null
                ? Kind.DATED
                : corrects != null
                        ? Kind.CORRECTED
                        : stated == null || stated.content() == null ? Kind.ADDED : Kind.CHANGED;
        add(kind, from, end, Places.at(order, version.content()), version.reason(), corrects, stated);
    }

    /** The last stretch, if it reads so and begins there. */
    private @Nullable Stated beginsAt(@Nullable Instant end, Content content) {
        var last = known.last();
        return end != null
                        && last != null
                        && last.reads(content)
                        && known.firstReadingLike(last, boundaries()).from().equals(end)
                ? known.beginningAt(end)
                : null;
    }

    /** What was recorded as applying earlier than the document says: until then what was before it still applied. */
    private void applyLater(ContentDocument.Version current, Instant from) {
        var last = known.last();
        if (last == null || last.to() != null || !last.reads(current.content()) || known.beginningAt(from) != null) {
            return;
        }
        var first = known.firstReadingLike(last, boundaries());
        var isNamed = versions.stream()
                .anyMatch(version ->
                        version.from() != null && !version.from().isBefore(first.from()) && version != current);
        if (isNamed || !first.from().isBefore(from)) {
            return;
        }
        var corrects = first.from().isBefore(past) ? first.position() : null;
        var before = known.endingAt(first.from());
        add(
                Kind.DATED,
                first.from(),
                from,
                before == null ? null : before.content(),
                current.reason(),
                corrects,
                first);
    }

    private void saysNothing(Instant from, @Nullable Instant until, LocalizedText reason) {
        var saying = known.saying(from, until);
        if (saying.isEmpty()) {
            return;
        }
        var first = saying.getFirst();
        add(
                Kind.REMOVED,
                first.from(),
                saying.getLast().to(),
                null,
                reason,
                first.from().isBefore(past) ? first.position() : null,
                first);
    }

    /** Removed in the ledger, but current in the document, with the date it has always had. */
    private void addAgain(ContentDocument.Version version, Instant from, long place) {
        var after = known;
        for (var change : changes) {
            var statement = change.fact().statement();
            after = after.with(
                    new Stated(statement.validFrom(), statement.validTo(), change.after(), statement.reason(), 1, 1));
        }
        if (from.isBefore(recordedAt) && !after.saysSomethingSince(recordedAt)) {
            add(
                    Kind.ADDED,
                    recordedAt,
                    null,
                    Places.at(place, version.content()),
                    version.reason(),
                    null,
                    known.at(recordedAt));
        }
    }

    private void add(
            Kind kind,
            Instant from,
            @Nullable Instant until,
            @Nullable Content content,
            LocalizedText reason,
            @Nullable Long corrects,
            @Nullable Stated before) {
        if (content == null && item.kind() == ContentKind.PROFILE) {
            throw new ProfileStays();
        }
        var statement = new Statement(item.id(), known.revision() + changes.size() + 1, from, until, reason, corrects);
        ContentFact fact = content == null ? item.kind().removed(statement) : ContentKind.published(statement, content);
        changes.add(new Change(item, kind, fact, before));
    }
}
