package org.trustledger.query.differences;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.query.history.Steps;
import org.trustledger.query.statements.AnswerFilter;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;
import org.trustledger.query.statements.Statements;
import org.trustledger.query.views.Contents;
import org.trustledger.query.views.PointInTime;
import org.trustledger.query.views.TrustCenterViews;

/** Compares what a trust center says at two points in time. */
@Component
public class Differences {
    private final TrustCenterViews views;
    private final Statements statements;
    private final Steps steps;

    Differences(TrustCenterViews views, Statements statements, Steps steps) {
        this.views = views;
        this.steps = steps;
        this.statements = statements;
    }

    private record Changed(
            Kind kind,
            String item,
            Became became,
            @Nullable Stated<?> before,
            @Nullable Stated<?> after) {}

    /** The same differences with all that was stated on the way: for those that are shown. */
    public List<Difference> withSteps(PointInTime from, PointInTime to, List<Difference> shown) {
        var validForward = from.validAt().isBefore(to.validAt());
        var knownForward = from.recordedAt().isBefore(to.recordedAt());
        var way = new Steps.Way(
                validForward ? from.validAt() : to.validAt(),
                validForward ? to.validAt() : from.validAt(),
                knownForward ? from.recordedAt() : to.recordedAt(),
                knownForward ? to.recordedAt() : from.recordedAt(),
                knownForward ? to.head().position() : from.head().position());
        var taken = steps
                .of(
                        to.head().trustCenter(),
                        shown.stream()
                                .map(one -> new Steps.Item(
                                        one.kind(),
                                        one.item(),
                                        one.before() == null ? 0 : one.before().position()))
                                .toList(),
                        way)
                .stream()
                .collect(Collectors.groupingBy(step -> List.of(step.kind(), step.item())));
        return shown.stream()
                .map(one -> one.by(taken.getOrDefault(List.of(one.kind(), one.item()), List.of())))
                .toList();
    }

    /** What differs, the kinds in the order in which readers look for changes, the items of each by their ids. */
    public List<Difference> between(PointInTime from, PointInTime to, DifferenceFilter filter) {
        var changed = changed(contents(from), contents(to), filter);
        var retired = changed.stream().filter(one -> one.after() == null).toList();
        var removals = statements.removals(
                to.head().trustCenter(),
                retired.stream().map(Changed::kind).toList(),
                retired.stream().map(Changed::item).toList(),
                to.validAt(),
                to.head().contentRecordedAt());
        return changed.stream().map(one -> explained(one, removals)).toList();
    }

    private Contents contents(PointInTime point) {
        return views.at(point.head(), point.validAt());
    }

    /** The items of a kind that read differently in two contents, those that came or went included, by their ids. */
    public static Set<String> of(Kind kind, Contents before, Contents after) {
        return changed(before, after, new DifferenceFilter(Set.of(kind), AnswerFilter.NONE)).stream()
                .map(Changed::item)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Changed> changed(Contents before, Contents after, DifferenceFilter filter) {
        var changed = new ArrayList<Changed>();
        for (var kind : Kind.byInterest()) {
            if (filter.wants(kind)) {
                var old = byId(before, kind);
                var fresh = byId(after, kind);
                var both = new TreeMap<String, Stated<?>>(old);
                both.putAll(fresh);
                both.keySet().forEach(item -> {
                    var became = Became.of(old.get(item), fresh.get(item));
                    if (became != null && filter.passes(old.get(item), fresh.get(item))) {
                        changed.add(new Changed(kind, item, became, old.get(item), fresh.get(item)));
                    }
                });
            }
        }
        return changed;
    }

    private static TreeMap<String, Stated<?>> byId(Contents contents, Kind kind) {
        return contents.listed(kind).stream()
                .collect(Collectors.toMap(Stated::id, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    // What is gone though it was said again after its removal ended as it had been announced to.
    private static Difference explained(Changed changed, List<Statements.Removed> removals) {
        var after = changed.after();
        var named = after == null ? Objects.requireNonNull(changed.before()) : after;
        var why = after != null
                ? null
                : removals.stream()
                        .filter(one ->
                                one.kind() == changed.kind() && one.item().equals(changed.item()))
                        .filter(one -> one.position() > named.position())
                        .findFirst()
                        .orElse(null);
        return new Difference(
                changed.kind(),
                changed.item(),
                changed.became(),
                changed.before(),
                after,
                why == null ? named.reason() : why.reason(),
                why == null ? named.recordedAt() : why.recordedAt(),
                why == null ? named.position() : why.position(),
                List.of(),
                false);
    }
}
