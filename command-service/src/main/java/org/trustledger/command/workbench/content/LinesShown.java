package org.trustledger.command.workbench.content;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.content.Plan;
import org.trustledger.command.content.Planned;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.Wording;
import org.trustledger.presentation.differences.Run;
import org.trustledger.presentation.differences.WordDifference;

/** Puts lines of a plan into words, as many differences as one page bears. */
final class LinesShown {
    private static final int MOST_ON_A_PAGE = 30_000;
    private static final int MOST_OF_A_TEXT = 2_000;
    private static final int MOST_TEXTS = 12;
    private static final int CONTEXT = 80;
    private static final String CUT = " … ";

    private final ContentTexts texts;
    private final Wording wording;
    private final Planned plan;
    private int left = MOST_ON_A_PAGE;

    LinesShown(ContentTexts texts, Planned plan) {
        this.texts = texts;
        this.plan = plan;
        wording = new Wording(texts.locale());
    }

    /** @param ticked items that are to go */
    LineShown show(Plan.Line line, Set<String> ticked) {
        var shown = new ArrayList<LineShown.TextShown>();
        var hidden = 0;
        for (var text : line.texts()) {
            var runs = runs(line, text);
            var weight = runs.stream().mapToInt(run -> run.text().length()).sum();
            if (shown.size() < MOST_TEXTS && weight <= left) {
                left -= weight;
                var language = ContentTexts.languageOf(text.field());
                shown.add(new LineShown.TextShown(
                        texts.field(text.field()),
                        language.isEmpty() ? null : language,
                        texts.redline().of(runs)));
            } else {
                hidden++;
            }
        }
        var item = line.named();
        return new LineShown(
                texts.kind(line.kind()),
                item,
                ticked.contains(item),
                Objects.requireNonNullElse(line.title(), line.item()),
                when(line),
                line.from().isAfter(plan.at()),
                line.corrects() == null ? null : texts.say(ContentText.LINE_CORRECTS, Long.toString(line.corrects())),
                Phrase.of(line.reason(), texts.language(), plan.language()),
                line.fields().contains("order"),
                shown,
                hidden == 0 ? null : texts.say(ContentText.LINE_MORE, hidden));
    }

    private String when(Plan.Line line) {
        var from = line.from().equals(plan.at())
                ? texts.say(ContentText.LINE_NOW)
                : texts.say(ContentText.LINE_FROM, moment(line.from(), plan.zone(), wording));
        return line.until() == null
                ? from
                : "%s %s"
                        .formatted(from, texts.say(ContentText.LINE_UNTIL, moment(line.until(), plan.zone(), wording)));
    }

    /** The day, or the moment where it is not the beginning of one. */
    private static String moment(Instant instant, ZoneId zone, Wording wording) {
        return instant.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT)
                ? wording.briefDay(instant, zone)
                : wording.moment(instant, zone);
    }

    private List<Run> runs(Plan.Line line, Plan.Text text) {
        var runs = new ArrayList<Run>();
        var left = MOST_OF_A_TEXT;
        var compared = compared(line, text);
        for (var i = 0; i < compared.size() && left > 0; i++) {
            var run = compared.get(i);
            var told = run.change() == Run.Change.EQUAL && compared.size() > 1
                    ? context(run.text(), i == 0, i == compared.size() - 1)
                    : run.text();
            runs.add(new Run(run.change(), told.length() <= left ? told : told.substring(0, left) + CUT.strip()));
            left -= told.length();
        }
        return runs;
    }

    /** What is wholly new or wholly gone is easier to read unmarked. */
    private List<Run> compared(Plan.Line line, Plan.Text text) {
        return switch (line.part()) {
            case ACCESS ->
                WordDifference.between(texts.access(orNothing(text.before())), texts.access(orNothing(text.after())));
            case ADDED, REMOVED ->
                List.of(new Run(Run.Change.EQUAL, orNothing(text.after() == null ? text.before() : text.after())));
            default -> WordDifference.between(orNothing(text.before()), orNothing(text.after()));
        };
    }

    /** What stays the same, only near to what does not. */
    private static String context(String same, boolean isFirst, boolean isLast) {
        var head = isFirst ? 0 : CONTEXT;
        var tail = isLast ? 0 : CONTEXT;
        if (same.length() <= head + tail + CONTEXT) {
            return same;
        }
        var begin = same.lastIndexOf(' ', head);
        var end = same.indexOf(' ', same.length() - tail);
        return same.substring(0, head == 0 ? 0 : Math.max(begin, 0))
                + CUT
                + (tail == 0 || end < 0 ? "" : same.substring(end + 1));
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }
}
