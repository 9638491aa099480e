package org.trustledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures as a page of the documentation: a section per row. A run replaces those of the rows it measured. */
final class Results {
    private static final String INTRODUCTION = """
            # Figures

            Written by `infra/bench/run`, a section by each run that measured its row. A figure is the median of its rounds
            with the least and the most in brackets; ours and the baseline take turns in one run, and the ratio is that of
            rounds measured next to each other. What limits a figure is in [README.md](README.md).
            """;
    private static final String HEADING = "## ";

    private Results() {}

    /**
     * Writes the sections into the page, beside those of other rows that it has.
     *
     * @param order of all rows
     */
    static void write(Path page, Map<String, String> sections, List<String> order) throws IOException {
        var known = Files.exists(page) ? sectionsOf(Files.readString(page)) : Map.<String, String>of();
        Files.writeString(page, page(known, sections, order));
    }

    static String page(Map<String, String> known, Map<String, String> fresh, List<String> order) {
        return INTRODUCTION
                + order.stream()
                        .filter(row -> known.containsKey(row) || fresh.containsKey(row))
                        .map(row -> "%n%s%s%n%n%s"
                                .formatted(HEADING, row, fresh.getOrDefault(row, known.getOrDefault(row, ""))))
                        .collect(Collectors.joining());
    }

    static Map<String, String> sectionsOf(String page) {
        var sections = new LinkedHashMap<String, String>();
        var lines = new ArrayList<String>();
        var row = "";
        for (var line : page.lines().toList()) {
            if (line.startsWith(HEADING)) {
                keep(sections, row, lines);
                row = line.substring(HEADING.length()).strip();
            } else {
                lines.add(line);
            }
        }
        keep(sections, row, lines);
        sections.remove("");
        return sections;
    }

    private static void keep(Map<String, String> sections, String row, List<String> lines) {
        sections.put(row, String.join("\n", lines).strip() + "\n");
        lines.clear();
    }
}
