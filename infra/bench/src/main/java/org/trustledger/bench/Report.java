package org.trustledger.bench;

import java.util.ArrayList;
import java.util.List;

/** The table of the documentation. */
final class Report {
    private final List<String> rows = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    void add(Comparison line) {
        var ratio = line.ratio();
        rows.add("| %s | %s | %s %s | %s %s | **%s** | %s | %s | %s |"
                .formatted(
                        line.work(),
                        line.baseline(),
                        line.ours().text(),
                        line.unit(),
                        line.theirs().text(),
                        line.unit(),
                        ratio.text(),
                        line.target(),
                        line.isReached() ? "yes" : "**no**",
                        line.rounds()));
    }

    void leaveOut(String row, String why) {
        leftOut.add("- `%s` was left out: %s".formatted(row, why));
    }

    /** @param command that made it */
    String markdown(String command, List<String> machine) {
        var text = new StringBuilder("""
                # Figures

                Written by `%s`. Each figure is the median of its rounds with the least and the most in brackets; ours and
                the baseline take turns in one run, and the ratio is that of rounds measured next to each other. What
                limits a figure is in [README.md](README.md).

                | work | baseline | ours | baseline's | ratio | reach | reached | how |
                |---|---|---|---|---|---|---|---|
                """.formatted(command));
        rows.forEach(row -> text.append(row).append('\n'));
        text.append("\nMeasured on:\n\n");
        machine.forEach(line -> text.append("- ").append(line).append('\n'));
        if (!leftOut.isEmpty()) {
            text.append('\n');
            leftOut.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
