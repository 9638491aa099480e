package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/** Makes the list of what reads differently between the point in time that is read and today. */
@Component
class DifferencesPart {
    private static final int A_PAGE = 20;

    /**
     * An item that reads differently.
     *
     * @param then as stated at the point in time; null if it is not
     * @param today as stated today; null if it is not
     */
    record Differing(
            Kind kind,
            String item,
            @Nullable Stated<?> then,
            @Nullable Stated<?> today) {

        /** What stands first in time, which today does unless a date to come is read. */
        private @Nullable Stated<?> before(Visit visit) {
            return isAhead(visit) ? today : then;
        }

        private @Nullable Stated<?> after(Visit visit) {
            return isAhead(visit) ? then : today;
        }
    }

    /** Whether anything differs. */
    static boolean anyOf(Visit visit) {
        return Kind.byInterest().stream()
                .anyMatch(kind -> !visit.differing(kind).isEmpty());
    }

    private record Key(Kind kind, String item) {}

    static Cut<Differing> cut(Visit visit) {
        var all = Kind.byInterest().stream()
                .flatMap(kind -> visit.differing(kind).stream().map(item -> new Key(kind, item)))
                .toList();
        var cut = Cut.of(all, visit.address().page(), A_PAGE);
        return new Cut<>(
                cut.total(),
                cut.page(),
                cut.pages(),
                cut.shown().stream().map(key -> differing(visit, key)).toList());
    }

    private static Differing differing(Visit visit, Key key) {
        return new Differing(
                key.kind(),
                key.item(),
                visit.contents().of(key.kind(), key.item()).orElse(null),
                visit.today().of(key.kind(), key.item()).orElse(null));
    }

    DifferencesPage show(Visit visit, Frame frame, String lead) {
        var reader = visit.reader();
        var cut = cut(visit);
        var changes = FieldChanges.of(visit);
        return new DifferencesPage(
                frame,
                lead,
                visit.isNow(),
                reader.say(Text.COUNT_DIFFERENCES, cut.total()),
                cut.shown().stream()
                        .map(differing -> show(visit, differing, changes))
                        .toList(),
                Pager.of(reader, visit.address(), cut));
    }

    private static boolean isAhead(Visit visit) {
        return visit.mood().equals("future");
    }

    private static DifferencesPage.DifferingShown show(Visit visit, Differing differing, FieldChanges changes) {
        var reader = visit.reader();
        var kind = differing.kind();
        var before = differing.before(visit);
        var after = differing.after(visit);
        var difference = new FieldChanges.Difference(List.of(), null);
        Link redline = null;
        if (before != null && after != null) {
            if (kind == Kind.AGREEMENT) {
                redline = redline(visit, differing.item(), before, after);
            } else {
                difference = changes.between(kind, before.content(), after.content());
            }
        }
        var named = after != null ? after : before;
        if (named == null) {
            throw new IllegalStateException("%s %s is stated on neither side".formatted(kind, differing.item()));
        }
        return new DifferencesPage.DifferingShown(
                "%s-%s".formatted(kind.kindName(), differing.item()),
                reader.texts().kind(kind),
                reader.say(became(isAhead(visit), before, after)),
                reader.name(named.content()),
                visit.history(kind, differing.item()).withDates(null, null).href(),
                after == null ? null : reader.said(after.reason()),
                difference.changes(),
                difference.elsewhere(),
                redline,
                Margin.of(reader, named.from(), named.revision(), named.position()));
    }

    private static Text became(boolean ahead, @Nullable Stated<?> before, @Nullable Stated<?> after) {
        if (before == null) {
            return ahead ? Text.DIFFERENCES_COMES : Text.DIFFERENCES_CAME;
        }
        if (after == null) {
            return ahead ? Text.DIFFERENCES_GOES : Text.MARGIN_GONE;
        }
        return ahead ? Text.DIFFERENCES_CHANGES : Text.MARGIN_DIFFERS;
    }

    private static Link redline(Visit visit, String agreement, Stated<?> before, Stated<?> after) {
        return new Link(
                visit.reader().say(Text.DIFFERENCES_REDLINE),
                visit.redline(agreement)
                        .withDates(null, null)
                        .with(Choice.FROM, Long.toString(before.position()))
                        .with(Choice.TO, Long.toString(after.position()))
                        .href());
    }
}
