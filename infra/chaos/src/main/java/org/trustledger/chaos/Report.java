package org.trustledger.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run came to, in Markdown. */
record Report(
        Arguments arguments,
        Duration lasted,
        List<Strike> strikes,
        Map<Part, Integer> endedByThemselves,
        Tally tally,
        Map<String, Integer> sentences,
        Audit.Figures figures,
        List<String> limits) {

    boolean isClean() {
        return tally.findings().isEmpty();
    }

    String text() {
        var text = new StringBuilder();
        var counts = tally.counts();
        line(text, "# What survived%n");
        line(
                text,
                "Faults for %d minutes (%s), seed %d; %.1f minutes with coming to rest and the proof; %d trust centers,"
                        + " %d facts. **%s**%n",
                arguments.minutes(),
                arguments.faults().stream().map(Fault.Kind::toString).collect(Collectors.joining(", ")),
                arguments.seed(),
                lasted.toMillis() / 60_000.0,
                tally.books().size(),
                figures.facts(),
                isClean() ? "Nothing lost, nothing twice." : tally.findings().size() + " findings.");
        line(text, "| | |%n|---|---:|");
        counts.forEach((what, count) -> line(text, "| %s | %d |", what, count));
        line(text, "| answers in the largest document acknowledged | %d |", largest());
        line(text, "| documents of that size | %d |", documentsOf(largest()));
        line(text, "| left open, found applied as a whole | %d |", figures.foundApplied());
        line(text, "| left open, found not applied | %d |", figures.foundNotApplied());
        line(text, "| packs promised / issued in all | %d / %d |", figures.promisedPacks(), figures.issuedPacks());
        line(text, "| sent to the topic once more (readers skip it) | %d |", figures.repeats());
        line(text, "| **lost** | %d |", figures.lost());
        line(text, "| **doubled** | %d |", figures.doubled());
        line(text, "| **reordered** | %d |", figures.reordered());
        line(text, "| **applied in part, or not as asked** | %d |%n", figures.torn());
        faults(text);
        if (!endedByThemselves.isEmpty()) {
            line(text, "Ended by themselves, and were started again: %s%n", endedByThemselves);
        }
        if (!sentences.isEmpty()) {
            line(text, "## What was answered besides yes%n");
            sentences.forEach((sentence, count) -> line(text, "- %d × %s", count, sentence));
            line(text, "");
        }
        limits.forEach(limit -> line(text, "%s%n", limit));
        if (!isClean()) {
            line(text, "## Findings%n");
            tally.findings().forEach(finding -> line(text, "- %s", finding));
        }
        return text.toString();
    }

    private int largest() {
        return loaded().mapToInt(Book::answers).max().orElse(0);
    }

    private long documentsOf(int answers) {
        return loaded().filter(book -> book.answers() == answers).count();
    }

    private Stream<Book> loaded() {
        return tally.books().stream().filter(book -> !book.commits().isEmpty());
    }

    private void faults(StringBuilder text) {
        var moments = List.of(Moment.values());
        line(
                text,
                "## Faults%n%n| fault | times | %s | longest recovery, s |%n|---|%s---:|---:|",
                moments.stream().map(moment -> "while " + moment).collect(Collectors.joining(" | ")),
                "---:|".repeat(moments.size()));
        var byName = strikes.stream()
                .collect(Collectors.groupingBy(strike -> strike.fault().name(), TreeMap::new, Collectors.toList()));
        byName.forEach((name, all) -> line(
                text,
                "| %s | %d | %s | %.1f |",
                name,
                all.size(),
                moments.stream()
                        .map(moment -> Long.toString(all.stream()
                                .filter(strike -> strike.within().equals(Optional.of(moment)))
                                .count()))
                        .collect(Collectors.joining(" | ")),
                all.stream().mapToDouble(Strike::recovery).max().orElse(0)));
        line(text, "");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
