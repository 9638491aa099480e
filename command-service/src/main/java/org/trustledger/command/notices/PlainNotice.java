package org.trustledger.command.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.differences.Run;

/** A notice for whoever reads plain text: what was struck out as {@code [-so-]}, what was put in as {@code {+so+}}. */
final class PlainNotice {
    private static final String RULE = "-".repeat(60);

    private PlainNotice() {}

    /** All but its end. */
    static String of(NoticePage page) {
        var parts = new ArrayList<String>();
        parts.add(page.lead());
        page.changes().forEach(change -> {
            parts.add(RULE);
            parts.add(change(change, page.labels()));
        });
        if (page.more() != null) {
            parts.add(RULE);
            parts.add(more(page.more()));
        }
        return String.join("\n\n", parts);
    }

    static String end(NoticeFoot foot) {
        return "\n\n-- \n%s\n%s\n%s\n".formatted(foot.why(), foot.questions(), foot.zone())
                + foot.links().stream()
                        .map(own -> "\n%s\n%s\n".formatted(own.words(), own.href()))
                        .collect(Collectors.joining());
    }

    /** About how many characters it takes. */
    static int weight(NoticePage.Change change) {
        var weight = 400 + change.title().text().length();
        for (var why : change.whys()) {
            weight += why.reason().text().length();
        }
        if (change.table() != null) {
            for (var row : change.table().rows()) {
                weight += row.before().text().length() + row.after().text().length() + 60;
            }
        }
        for (var redline : change.redlines()) {
            weight += Excerpt.weight(redline.runs());
        }
        for (var clause : change.clauses()) {
            weight += 100 + Excerpt.weight(clause.heading()) + Excerpt.weight(clause.text());
        }
        return weight + (change.prose() == null ? 0 : change.prose().text().length());
    }

    private static String change(NoticePage.Change change, NoticePage.Labels labels) {
        var parts = new ArrayList<String>();
        parts.add(change.kicker() + "\n" + change.title().text() + "\n"
                + change.when().text());
        change.whys().forEach(why -> parts.add(why(why, labels)));
        change.redlines()
                .forEach(redline ->
                        parts.add((redline.label() == null ? "" : redline.label() + ":\n") + runs(redline.runs())));
        change.clauses().forEach(clause -> parts.add(clause(clause, labels)));
        if (change.prose() != null) {
            parts.add(change.prose().text());
        }
        if (change.table() != null) {
            parts.add(table(change.table()));
        }
        parts.addAll(change.notes());
        parts.add(change.links().stream()
                .map(link -> link.label() + ":\n" + link.href())
                .collect(Collectors.joining("\n")));
        parts.add(change.recorded());
        return String.join("\n\n", parts);
    }

    private static String why(NoticePage.Why why, NoticePage.Labels labels) {
        return Stream.of(
                        labels.why(),
                        why.trigger() == null ? null : why.trigger() + ".",
                        why.reason().text(),
                        why.legalSource() == null ? null : legalSource(why.legalSource(), labels))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static String legalSource(Phrase source, NoticePage.Labels labels) {
        return "(%s %s)".formatted(labels.legalSource(), source.text());
    }

    private static String table(NoticePage.Table table) {
        return table.rows().stream()
                .map(row -> {
                    var before = value(table.before(), row.before());
                    var after = value(table.after(), row.after());
                    return row.label()
                            + Stream.of(before, after)
                                    .filter(Objects::nonNull)
                                    .map("\n  "::concat)
                                    .collect(Collectors.joining());
                })
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String value(@Nullable String head, Phrase value) {
        return head == null ? null : "%s: %s".formatted(head, value.text());
    }

    private static String clause(NoticePage.ClauseShown clause, NoticePage.Labels labels) {
        var parts = new ArrayList<String>();
        parts.add("%s %s (%s)".formatted(clause.number(), runs(clause.heading()), clause.became()));
        if (!clause.text().isEmpty()) {
            parts.add(runs(clause.text()));
        }
        if (clause.why() != null) {
            parts.add(why(clause.why(), labels));
        }
        return String.join("\n", parts);
    }

    private static String runs(List<Run> runs) {
        var text = new StringBuilder();
        Run last = null;
        for (var run : runs) {
            if (last != null && last.change() == Run.Change.REMOVED && run.change() == Run.Change.ADDED) {
                text.append(' ');
            }
            text.append(
                    switch (run.change()) {
                        case EQUAL -> run.text();
                        case REMOVED -> "[-" + run.text() + "-]";
                        case ADDED -> "{+" + run.text() + "+}";
                    });
            last = run;
        }
        return text.toString();
    }

    private static String more(NoticePage.More more) {
        return Stream.of(
                        Stream.of(more.title()),
                        more.titles().stream()
                                .map(titled -> "* %s: %s\n  %s"
                                        .formatted(
                                                titled.kicker(), titled.title().text(), titled.href())),
                        Stream.ofNullable(more.leftOut()),
                        Stream.of("%s:\n%s"
                                .formatted(more.all().label(), more.all().href())))
                .flatMap(parts -> parts)
                .collect(Collectors.joining("\n"));
    }
}
