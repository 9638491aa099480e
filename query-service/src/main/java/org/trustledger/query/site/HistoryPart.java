package org.trustledger.query.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Content;
import org.trustledger.query.history.ItemHistories;
import org.trustledger.query.history.ItemHistory;
import org.trustledger.query.history.Stretch;
import org.trustledger.query.statements.Kind;

/** Makes the history of an item, each version with what it changed. */
@Component
class HistoryPart {
    private static final int VERSIONS_A_PAGE = 20;

    private final ItemHistories histories;

    HistoryPart(ItemHistories histories) {
        this.histories = histories;
    }

    /** As known at the point in time; nothing if no version was recorded by then. */
    @Nullable HistoryShown show(Visit visit, Kind kind, String item) {
        var cut = cut(visit, kind, item);
        if (cut == null) {
            return null;
        }
        var changes = FieldChanges.of(visit);
        var versions = new ArrayList<HistoryShown.VersionShown>();
        for (var compared : cut.shown()) {
            versions.add(show(visit, kind, item, compared, changes));
        }
        return new HistoryShown(
                visit.reader().say(Text.COUNT_VERSIONS, cut.total()),
                versions,
                Pager.of(visit.reader(), visit.address(), cut));
    }

    /** A version with the one before it, null for the first. */
    record Compared(ItemHistory.Entry version, ItemHistory.@Nullable Entry before) {}

    /** As known at the point in time; nothing if no version was recorded by then. */
    @Nullable Cut<Compared> cut(Visit visit, Kind kind, String item) {
        var page = visit.address().page();
        var history = read(visit, kind, item, page);
        if (history == null) {
            return null;
        }
        var pages = Cut.pages(history.total(), VERSIONS_A_PAGE);
        if (page > pages) {
            return cut(visit.onPage(pages), kind, item);
        }
        var read = history.versions();
        var shown = new ArrayList<Compared>();
        for (var index = 0; index < Math.min(VERSIONS_A_PAGE, read.size()); index++) {
            shown.add(new Compared(read.get(index), index + 1 < read.size() ? read.get(index + 1) : null));
        }
        return new Cut<>(history.total(), page, pages, List.copyOf(shown));
    }

    // One more than is shown, to compare the last one with.
    private @Nullable ItemHistory read(Visit visit, Kind kind, String item, int page) {
        return histories
                .of(
                        visit.head().trustCenter(),
                        kind,
                        item,
                        visit.point().recordedAt(),
                        (page - 1) * VERSIONS_A_PAGE,
                        VERSIONS_A_PAGE + 1)
                .orElse(null);
    }

    /** As it was called last; by its id if its newest versions only withdraw it. */
    Said name(Visit visit, Kind kind, String item) {
        var history = read(visit, kind, item, 1);
        return Stream.ofNullable(history)
                .flatMap(known -> known.versions().stream())
                .map(ItemHistory.Entry::content)
                .filter(Objects::nonNull)
                .map(content -> visit.reader().name(content))
                .findFirst()
                .orElseGet(() -> new Said(item, null));
    }

    private static HistoryShown.VersionShown show(
            Visit visit, Kind kind, String item, Compared compared, FieldChanges changes) {
        var reader = visit.reader();
        var version = compared.version();
        var before = compared.before();
        var old = before == null ? null : before.content();
        var fresh = version.content();
        var difference = old == null || fresh == null
                ? new FieldChanges.Difference(
                        fresh == null || kind == Kind.ANSWER ? List.of() : changes.all(kind, fresh), null)
                : changes.between(kind, old, fresh);
        return new HistoryShown.VersionShown(
                "version-" + version.position(),
                Margin.of(reader, version.validFrom(), version.revision(), version.position()),
                stands(visit, version),
                reader.say(
                        version.approved() ? Text.HISTORY_APPROVED : Text.HISTORY_RECORDED,
                        reader.day(version.recordedAt())),
                confirmed(reader, version),
                reader.said(version.reason()),
                correction(reader, version),
                read(visit, kind, item, version),
                comparedWith(reader, before, old, fresh, difference),
                version.removed(),
                difference.changes(),
                difference.elsewhere());
    }

    private static @Nullable String comparedWith(
            Reader reader,
            ItemHistory.@Nullable Entry before,
            @Nullable Content old,
            @Nullable Content fresh,
            FieldChanges.Difference difference) {
        if (fresh == null) {
            return null;
        }
        if (before != null && old != null) {
            return reader.say(Text.HISTORY_COMPARED, before.revision());
        }
        return difference.changes().isEmpty() ? null : reader.say(Text.HISTORY_FIRST);
    }

    private static String stands(Visit visit, ItemHistory.Entry version) {
        var reader = visit.reader();
        if (version.stands().isEmpty()) {
            var since = version.supersededAt();
            return reader.say(Text.HISTORY_SUPERSEDED, reader.day(since == null ? version.recordedAt() : since));
        }
        return reader.texts()
                .list(version.stands().stream()
                        .map(stretch -> stretch(visit, stretch, version.removed()))
                        .toList());
    }

    private static String stretch(Visit visit, Stretch stretch, boolean removed) {
        var reader = visit.reader();
        var from = reader.day(stretch.from());
        if (removed) {
            return reader.say(Text.HISTORY_GONE, from);
        }
        return stretch.until() == null
                ? reader.say(Text.HISTORY_STANDS, from)
                : reader.say(Text.HISTORY_STOOD, from, reader.day(stretch.until()));
    }

    private static @Nullable String correction(Reader reader, ItemHistory.Entry version) {
        var said = new ArrayList<String>();
        if (version.corrects() instanceof Long wrong) {
            said.add(reader.say(Text.HISTORY_CORRECTS, Long.toString(wrong)));
        }
        for (var right : version.correctedBy()) {
            said.add(reader.say(Text.HISTORY_CORRECTED, Long.toString(right)));
        }
        return said.isEmpty() ? null : String.join(" ", said);
    }

    private static @Nullable String confirmed(Reader reader, ItemHistory.Entry version) {
        var confirmed = version.confirmed();
        if (confirmed == null) {
            return null;
        }
        var day = reader.day(confirmed.recordedAt());
        return confirmed.times() == 1
                ? reader.say(Text.HISTORY_CONFIRMED, day)
                : reader.say(Text.HISTORY_CONFIRMED_OFTEN, confirmed.times(), day);
    }

    private static @Nullable Link read(Visit visit, Kind kind, String item, ItemHistory.Entry version) {
        if (version.removed() || version.stands().isEmpty()) {
            return null;
        }
        var from = version.stands().getFirst().from();
        var day = visit.reader().date(endOfFirstDay(visit, from)).toString();
        return new Link(
                visit.reader().say(Text.HISTORY_READ, visit.reader().briefDay(from)),
                visit.on(day, visit.address().recordedAt()).where(kind, item));
    }

    // A date means its start: what began within a day applies at the start of the next.
    private static Instant endOfFirstDay(Visit visit, Instant from) {
        var zone = visit.reader().zone();
        var start = visit.reader().date(from).atStartOfDay(zone).toInstant();
        return start.equals(from)
                ? from
                : visit.reader().date(from).plusDays(1).atStartOfDay(zone).toInstant();
    }
}
