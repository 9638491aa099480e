package org.trustledger.chaos;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run came to, in Markdown. */
record Report(
        Arguments arguments,
        Duration lasted,
        Map<String, List<Double>> recoveries,
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
                "Seed %d, %.1f minutes, %d trust centers, %d facts. **%s**%n",
                arguments.seed(),
                lasted.toMillis() / 60_000.0,
                tally.books().size(),
                figures.facts(),
                isClean() ? "Nothing lost, nothing twice." : tally.findings().size() + " findings.");
        line(text, "| | |%n|---|---:|");
        counts.forEach((what, count) -> line(text, "| %s | %d |", what, count));
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
            line(text, "Not alive when the fault was over, and started again: %s%n", endedByThemselves);
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

    private void faults(StringBuilder text) {
        line(text, "## Faults%n%n| fault | times | longest recovery, s |%n|---|---:|---:|");
        recoveries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(fault -> line(
                        text,
                        "| %s | %d | %.1f |",
                        fault.getKey(),
                        fault.getValue().size(),
                        fault.getValue().stream().max(Comparator.naturalOrder()).orElse(0.0)));
        line(text, "");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
