package org.trustledger.query.site;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trustledger.events.LocalizedText;
import org.trustledger.query.statements.Kind;
import org.trustledger.query.statements.Stated;

/** Makes the list of what is announced, a day at a time. */
@Component
class ComingPart {

    List<ComingShown> show(Visit visit) {
        return show(visit, EnumSet.allOf(Kind.class));
    }

    List<ComingShown> show(Visit visit, Set<Kind> kinds) {
        var reader = visit.reader();
        var changes = new TreeMap<Day, List<ComingShown.Change>>(
                Comparator.comparing(Day::date).thenComparing(Day::ends));
        for (var stated : visit.coming()) {
            if (!kinds.contains(stated.kind())) {
                continue;
            }
            var date = reader.date(stated.from());
            changes.computeIfAbsent(new Day(date, false), absent -> new ArrayList<>())
                    .add(change(visit, stated, stated.reason(), date.toString()));
        }
        for (var ending : visit.ending()) {
            var stated = ending.stated();
            if (!kinds.contains(stated.kind())) {
                continue;
            }
            changes.computeIfAbsent(new Day(reader.date(ending.at()), true), absent -> new ArrayList<>())
                    .add(change(visit, stated, ending.reason(), readsSoFrom(visit, stated)));
        }
        return changes.entrySet().stream()
                .map(entry -> show(visit, entry.getKey(), entry.getValue()))
                .toList();
    }

    // What will only be said again until its end reads today as it will then.
    private static @Nullable String readsSoFrom(Visit visit, Stated<?> ending) {
        // Nothing that is coming begins by now; that most of what ends has begun saves looking for it.
        if (!ending.from().isAfter(visit.now())) {
            return null;
        }
        return visit.coming().stream()
                .filter(stated -> stated.kind() == ending.kind() && stated.id().equals(ending.id()))
                .map(Stated::from)
                .filter(from -> !from.isAfter(ending.from()))
                .max(Comparator.naturalOrder())
                .map(from -> visit.reader().date(from).toString())
                .orElse(null);
    }

    private record Day(LocalDate date, boolean ends) {}

    private static ComingShown show(Visit visit, Day day, List<ComingShown.Change> changes) {
        var reader = visit.reader();
        var today = reader.date(visit.now());
        return new ComingShown(
                reader.say(
                        day.ends() ? Text.COMING_ENDS : Text.COMING_ON,
                        reader.wording().day(day.date())),
                day.date().toString(),
                reader.say(Text.COMING_DAYS, today.until(day.date(), ChronoUnit.DAYS)),
                changes);
    }

    // Read on a day on which it applies; null for today.
    private static ComingShown.Change change(
            Visit visit, Stated<?> stated, LocalizedText reason, @Nullable String readOn) {
        var reader = visit.reader();
        return new ComingShown.Change(
                reader.texts().kind(stated.kind()),
                reader.name(stated.content()),
                reader.said(reason),
                new Link(reader.say(Text.COMING_READ), visit.on(readOn).where(stated.kind(), stated.id())));
    }
}
