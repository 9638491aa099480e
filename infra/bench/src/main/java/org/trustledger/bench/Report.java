package org.trustledger.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run came to, by row: a table of figures, or why there is none. */
final class Report {
    private static final String HEAD = """
            | work | baseline | ours | baseline's | ratio | reach | reached | how |
            |---|---|---|---|---|---|---|---|
            """;

    private final Map<String, List<String>> figures = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    void add(String row, Comparison line) {
        figures.computeIfAbsent(row, _ -> new ArrayList<>())
                .add("| %s | %s | %s %s | %s %s | **%s** | %s | %s | %s |%n"
                        .formatted(
                                line.work(),
                                line.baseline(),
                                line.ours().text(),
                                line.unit(),
                                line.theirs().text(),
                                line.unit(),
                                line.ratio().text(),
                                line.target(),
                                line.isReached() ? "yes" : "**no**",
                                line.rounds()));
    }

    void leaveOut(String row, String why) {
        leftOut.put(row, why);
    }

    /**
     * Markdown by row.
     *
     * @param origin how, when and on what it was measured
     */
    Map<String, String> sections(String origin) {
        var sections = new LinkedHashMap<String, String>();
        figures.forEach((row, lines) -> sections.put(row, HEAD + String.join("", lines) + "\n" + origin + "\n"));
        leftOut.forEach((row, why) -> sections.merge(row, "Left out: %s.%n".formatted(why), (table, gone) -> table));
        return sections;
    }
}
