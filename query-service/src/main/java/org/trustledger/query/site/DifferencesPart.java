package org.trustledger.query.site;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;
import org.trustledger.query.differences.Became;
import org.trustledger.query.differences.Difference;
import org.trustledger.query.differences.DifferenceFilter;
import org.trustledger.query.differences.Differences;
import org.trustledger.query.statements.Ending;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.views.AskedDates;
import org.trustledger.query.views.PointInTime;
import org.trustledger.query.views.TrustCenterViews;

/** Makes the list of what reads differently between two dates, or between the date that is read and today. */
@Component
class DifferencesPart {
    private static final int A_PAGE = 20;

    private final TrustCenterViews views;
    private final Differences differences;
    private final PacksPart packs;

    DifferencesPart(TrustCenterViews views, Differences differences, PacksPart packs) {
        this.views = views;
        this.differences = differences;
        this.packs = packs;
    }

    /** Whether anything differs between the point in time that is read and today. */
    static boolean anyOf(Visit visit) {
        return Kind.byInterest().stream()
                .anyMatch(kind -> !visit.differing(kind).isEmpty());
    }

    /**
     * What is compared, the earlier first.
     *
     * @param from the same as {@code to} where nothing was chosen
     * @param dated whether both were chosen by the fields of the page
     * @param last how the later one was chosen; null if it was not
     */
    record Compared(
            PointInTime from,
            PointInTime to,
            boolean dated,
            @Nullable String last) {}

    /**
     * @param coming what is known at the second point to begin only later
     * @param ending what is known at it to end later with nothing in its place
     */
    record Found(Compared compared, List<Difference> differing, List<Stated<?>> coming, List<Ending> ending) {}

    Found find(Visit visit) {
        var compared = compared(visit);
        var filter = filter(visit);
        return new Found(
                compared,
                differences.between(compared.from(), compared.to(), filter),
                compared.dated()
                        ? views.coming(compared.to()).stream()
                                .filter(filter::passes)
                                .toList()
                        : List.of(),
                compared.dated()
                        ? views.ending(compared.to()).stream()
                                .filter(end -> filter.passes(end.stated()))
                                .toList()
                        : List.of());
    }

    static Cut<Difference> cut(Visit visit, List<Difference> all) {
        return Cut.of(all, visit.address().page(), A_PAGE);
    }

    private Compared compared(Visit visit) {
        var address = visit.address();
        var from = address.chosen(Choice.FROM);
        var to = address.chosen(Choice.TO);
        if (from == null && to == null) {
            var today = views.point(visit.head(), AskedDates.NONE);
            return isAhead(visit)
                    ? new Compared(today, visit.point(), false, null)
                    : new Compared(visit.point(), today, false, null);
        }
        var one = point(visit, from, Choice.FROM);
        var other = point(visit, to, Choice.TO);
        return one.validAt().isAfter(other.validAt())
                ? new Compared(other, one, true, from)
                : new Compared(one, other, true, to);
    }

    private PointInTime point(Visit visit, @Nullable String date, Choice choice) {
        return views.point(
                visit.head(),
                new AskedDates(date, visit.address().recordedAt(), choice.parameter(), Choice.RECORDED_AT.parameter()));
    }

    private static DifferenceFilter filter(Visit visit) {
        var address = visit.address();
        return DifferenceFilter.of(
                Stream.ofNullable(address.chosen(Choice.KIND)).toList(), address.answers());
    }

    DifferencesPage show(Visit visit, Function<String, Frame> framed) {
        var reader = visit.reader();
        var found = find(visit);
        var cut = cut(visit, found.differing());
        var changes = FieldChanges.of(visit);
        var lead = lead(visit, found.compared());
        return new DifferencesPage(
                framed.apply(lead),
                lead,
                form(visit, found.compared()),
                visit.isNow() && !found.compared().dated()
                        ? null
                        : reader.say(Text.COUNT_DIFFERENCES, found.differing().size()),
                tally(reader, found.differing()),
                explained(found.compared(), cut.shown()).stream()
                        .map(difference -> show(visit, found.compared(), difference, changes))
                        .toList(),
                announced(visit, found),
                found.compared().dated()
                        ? packs.ofDifferences(
                                visit,
                                found.compared().from(),
                                found.compared().to(),
                                found.compared().last())
                        : null,
                Pager.of(reader, visit.address(), cut));
    }

    /** The same with all that was stated on the way. */
    List<Difference> explained(Compared compared, List<Difference> shown) {
        return differences.withSteps(compared.from(), compared.to(), shown);
    }

    private static List<DifferencesPage.StepShown> steps(Reader reader, Difference difference) {
        return difference.steps().size() < 2
                ? List.of()
                : difference.steps().stream()
                        .map(step -> new DifferencesPage.StepShown(
                                reader.briefDay(step.validFrom()),
                                reader.date(step.validFrom()).toString(),
                                Long.toString(step.position()),
                                step.corrects() == null
                                        ? null
                                        : reader.say(Text.MARGIN_CORRECTION, Long.toString(step.corrects())),
                                reader.said(step.reason())))
                        .toList();
    }

    private static boolean isAhead(Visit visit) {
        return visit.mood().equals("future");
    }

    private static String lead(Visit visit, Compared compared) {
        var reader = visit.reader();
        var recorded = visit.address().recordedAt();
        if (compared.dated()) {
            var from = reader.day(compared.from().validAt());
            var to = reader.day(compared.to().validAt());
            return recorded == null
                    ? reader.say(Text.DIFFERENCES_BETWEEN, from, to)
                    : reader.say(
                            Text.DIFFERENCES_BETWEEN_KNOWN,
                            from,
                            to,
                            reader.day(visit.point().recordedAt()));
        }
        var valid = reader.day(visit.point().validAt());
        return switch (visit.mood()) {
            case "now" -> reader.say(Text.DIFFERENCES_CHOOSE);
            case "future" -> reader.say(Text.DIFFERENCES_FUTURE, valid);
            default ->
                recorded == null
                        ? reader.say(Text.DIFFERENCES_PAST, valid)
                        : reader.say(
                                Text.DIFFERENCES_KNOWN,
                                valid,
                                reader.day(visit.point().recordedAt()));
        };
    }

    private static DifferencesPage.Form form(Visit visit, Compared compared) {
        var reader = visit.reader();
        var address = visit.address();
        var contents = visit.contents();
        return new DifferencesPage.Form(
                visit.differences().without(Choice.values()).href(),
                address.except(
                        Choice.FROM, Choice.TO, Choice.KIND, Choice.CATEGORY, Choice.TAG, Choice.PAGE, Choice.VALID_AT),
                day(reader, address.chosen(Choice.FROM), compared.from(), visit),
                day(reader, address.chosen(Choice.TO), compared.to(), visit),
                options(
                        reader.say(Text.DIFFERENCES_ALL_KINDS),
                        address.chosen(Choice.KIND),
                        Kind.byInterest().stream()
                                .map(kind -> new DifferencesPage.Option(
                                        kind.collection(), reader.texts().kind(kind), false))),
                options(
                        reader.say(Text.DIFFERENCES_ALL_CATEGORIES),
                        address.chosen(Choice.CATEGORY),
                        labelled(reader, contents.categories(), category -> category.label())),
                options(
                        reader.say(Text.DIFFERENCES_ALL_TAGS),
                        address.chosen(Choice.TAG),
                        labelled(reader, contents.tags(), tag -> tag.label())));
    }

    /** As a field for a date has it; empty where the reader has to choose. */
    private static String day(Reader reader, @Nullable String chosen, PointInTime point, Visit visit) {
        return chosen == null && visit.isNow() && point.now()
                ? ""
                : reader.date(point.validAt()).toString();
    }

    private static <T extends Content> Stream<DifferencesPage.Option> labelled(
            Reader reader, List<Stated<T>> stated, Function<T, LocalizedText> label) {
        return stated.stream()
                .map(one -> new DifferencesPage.Option(
                        one.id(), reader.said(label.apply(one.content())).text(), false));
    }

    private static List<DifferencesPage.Option> options(
            String all, @Nullable String chosen, Stream<DifferencesPage.Option> options) {
        return Stream.concat(Stream.of(new DifferencesPage.Option("", all, chosen == null)), options)
                .map(option -> new DifferencesPage.Option(
                        option.value(), option.label(), option.value().equals(Objects.requireNonNullElse(chosen, ""))))
                .toList();
    }

    /** What became of how many. */
    private static String tally(Reader reader, List<Difference> differing) {
        var counts = new EnumMap<Became, Integer>(Became.class);
        differing.forEach(difference -> counts.merge(difference.became(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> "%s %d".formatted(reader.say(word(count.getKey())), count.getValue()))
                .collect(Collectors.joining(" · "));
    }

    private static List<DifferencesPage.AnnouncedShown> announced(Visit visit, Found found) {
        return Stream.concat(
                        found.coming().stream().map(stated -> announced(visit, stated, Text.COMING_ON, stated.from())),
                        found.ending().stream().map(end -> announced(visit, end.stated(), Text.COMING_ENDS, end.at())))
                .toList();
    }

    private static DifferencesPage.AnnouncedShown announced(Visit visit, Stated<?> stated, Text when, Instant at) {
        var reader = visit.reader();
        return new DifferencesPage.AnnouncedShown(
                reader.say(when, reader.day(at)),
                reader.texts().kind(stated.kind()),
                reader.name(stated.content()),
                plain(visit.history(stated.kind(), stated.id())).href());
    }

    /** Without what is only of this page. */
    private static PageAddress plain(PageAddress address) {
        return address.without(Choice.FROM, Choice.TO, Choice.KIND, Choice.CATEGORY, Choice.TAG, Choice.PAGE)
                .withDates(null, null);
    }

    static DifferencesPage.DifferingShown show(
            Visit visit, Compared compared, Difference difference, FieldChanges changes) {
        var reader = visit.reader();
        var kind = difference.kind();
        var before = difference.before();
        var after = difference.after();
        var differing = new FieldChanges.Difference(List.of(), null);
        Link redline = null;
        if (before != null && after != null) {
            if (kind == Kind.AGREEMENT) {
                redline = redline(visit, difference.item(), before, after);
            } else {
                differing = changes.between(kind, before.content(), after.content());
            }
        }
        var named = difference.named();
        return new DifferencesPage.DifferingShown(
                "%s-%s".formatted(kind.kindName(), difference.item()),
                reader.texts().kind(kind),
                reader.say(became(!compared.dated() && isAhead(visit), difference.became())),
                reader.name(named.content()),
                plain(visit.history(kind, difference.item())).href(),
                reader.said(difference.reason()),
                steps(reader, difference),
                reader.say(
                        difference.stepsLeftOut() ? Text.DIFFERENCES_STEPS_LAST : Text.DIFFERENCES_STEPS,
                        difference.steps().size()),
                differing.changes(),
                differing.elsewhere(),
                redline,
                Margin.of(reader, named.from(), named.revision(), named.position()));
    }

    private static Text became(boolean ahead, Became became) {
        if (!ahead) {
            return word(became);
        }
        return switch (became) {
            case ADDED -> Text.DIFFERENCES_COMES;
            case RETIRED -> Text.DIFFERENCES_GOES;
            case REVISED, CORRECTED, MOVED -> Text.DIFFERENCES_CHANGES;
        };
    }

    static Text word(Became became) {
        return switch (became) {
            case ADDED -> Text.DIFFERENCES_ADDED;
            case REVISED -> Text.DIFFERENCES_REVISED;
            case CORRECTED -> Text.DIFFERENCES_CORRECTED;
            case MOVED -> Text.DIFFERENCES_MOVED;
            case RETIRED -> Text.DIFFERENCES_RETIRED;
        };
    }

    private static Link redline(Visit visit, String agreement, Stated<?> before, Stated<?> after) {
        return new Link(
                visit.reader().say(Text.DIFFERENCES_REDLINE),
                plain(visit.redline(agreement))
                        .with(Choice.FROM, Long.toString(before.position()))
                        .with(Choice.TO, Long.toString(after.position()))
                        .href());
    }
}
