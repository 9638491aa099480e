package org.trustledger.command.content;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.content.Change.Kind;
import org.trustledger.presentation.differences.Run;
import org.trustledger.presentation.differences.WordDifference;

/** A plan as a person reads it: grouped by kind, a sign before each item, texts word by word, a sum at the end. */
final class PlanInWords {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST_LINE = 120;
    private static final int CONTEXT = 6;
    private static final String INDENT = "      ";

    private final ZoneId zone;
    private final String language;
    private final StringBuilder out = new StringBuilder();

    private PlanInWords(ZoneId zone, String language) {
        this.zone = zone;
        this.language = language;
    }

    /**
     * @param zone in which its instants are told
     * @param language of titles and reasons
     */
    static String of(Plan plan, ZoneId zone, String language) {
        return new PlanInWords(zone, language).write(plan);
    }

    private String write(Plan plan) {
        out.append("Trust center %s at content position %d\n".formatted(plan.trustCenter(), plan.contentPosition()));
        String group = null;
        for (var line : plan.changes()) {
            if (!line.kind().equals(group)) {
                group = line.kind();
                out.append("\n").append(group).append("\n");
            }
            write(line);
        }
        if (!plan.leftOut().isEmpty()) {
            out.append("\nNot in the document, and staying unless you remove them\n");
            plan.leftOut().forEach(left -> out.append("    %s%s\n".formatted(left.item(), quoted(left.title()))));
        }
        out.append("\n").append(sum(plan)).append("\n");
        return out.toString();
    }

    private void write(Plan.Line line) {
        out.append("  %s %s%s\n".formatted(sign(line.change()), line.item(), quoted(line.title())));
        out.append(INDENT).append(what(line)).append("\n");
        if (line.fields().contains("order")) {
            out.append(INDENT).append("moved to another place in its list\n");
        }
        // What is wholly new stands in the document, and what is to go on the site.
        if (line.change() != Kind.ADDED && line.change() != Kind.REMOVED) {
            line.texts().forEach(this::write);
        }
        if (line.change() != Kind.ADDED) {
            out.append(INDENT)
                    .append("because: ")
                    .append(oneLine(line.reason().in(language, language)))
                    .append("\n");
        }
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case CHANGED, CORRECTED, DATED, ACCESS -> "~";
            case REMOVED -> "-";
        };
    }

    private String what(Plan.Line line) {
        var time = line.until() == null
                ? "from %s".formatted(inWords(line.from()))
                : "from %s until %s".formatted(inWords(line.from()), inWords(line.until()));
        return switch (line.change()) {
            case ADDED -> "added " + time;
            case CHANGED -> "changed " + time;
            case CORRECTED -> "corrected " + time + ", what was recorded of the past was wrong";
            case DATED -> "dated otherwise: other than recorded " + time;
            case REMOVED -> "removed " + time;
            case ACCESS -> "to be read by others from now on, its past included";
        };
    }

    private String inWords(Instant instant) {
        var time = instant.atZone(zone);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : MINUTE.format(time);
    }

    private void write(Plan.Text text) {
        var before = text.before();
        var after = text.after();
        out.append(INDENT).append(text.field()).append("\n");
        if (before == null || after == null || isShort(before) && isShort(after)) {
            lines("- ", before);
            lines("+ ", after);
        } else {
            out.append(INDENT).append("  ").append(wordByWord(before, after)).append("\n");
        }
    }

    private void lines(String sign, @Nullable String text) {
        if (text != null) {
            text.lines()
                    .forEach(line -> out.append(INDENT)
                            .append("  ")
                            .append(sign)
                            .append(line)
                            .append("\n"));
        }
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST_LINE && text.indexOf('\n') < 0;
    }

    /** As {@code git diff --word-diff} writes it, without what stays the same far from any change. */
    private static String wordByWord(String before, String after) {
        var runs = WordDifference.between(before, after);
        var out = new StringBuilder();
        for (var i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            var text = SPACE.matcher(run.text()).replaceAll(" ");
            switch (run.change()) {
                case EQUAL -> out.append(nearChanges(text, i == 0, i == runs.size() - 1));
                case REMOVED -> out.append(marked("[-", text, "-]"));
                case ADDED -> {
                    if (i > 0
                            && runs.get(i - 1).change() == Run.Change.REMOVED
                            && !out.toString().endsWith(" ")) {
                        out.append(" ");
                    }
                    out.append(marked("{+", text, "+}"));
                }
            }
        }
        return out.toString().strip();
    }

    private static List<String> words(String text) {
        return SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }

    private static String marked(String opening, String text, String closing) {
        return (text.startsWith(" ") ? " " : "")
                + opening
                + text.strip()
                + closing
                + (text.length() > 1 && text.endsWith(" ") ? " " : "");
    }

    private static String nearChanges(String same, boolean isFirst, boolean isLast) {
        var words = words(same);
        var kept = (isFirst ? 0 : CONTEXT) + (isLast ? 0 : CONTEXT);
        if (words.size() <= kept + 1) {
            return same;
        }
        var head = isFirst ? "" : (same.startsWith(" ") ? " " : "") + String.join(" ", words.subList(0, CONTEXT)) + " ";
        var tail = isLast
                ? ""
                : " "
                        + String.join(" ", words.subList(words.size() - CONTEXT, words.size()))
                        + (same.endsWith(" ") ? " " : "");
        return head + "…" + tail;
    }

    private static String sum(Plan plan) {
        if (plan.facts() == 0) {
            return "Nothing to change: the trust center says what the document says.";
        }
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        plan.changes().forEach(line -> counts.merge(line.change(), 1, Integer::sum));
        var parts = new ArrayList<String>();
        for (var kind : Kind.values()) {
            parts.add("%d %s".formatted(counts.getOrDefault(kind, 0), inAction(kind)));
        }
        return "Plan: %s. %d %s in one commit."
                .formatted(String.join(", ", parts), plan.facts(), plan.facts() == 1 ? "fact" : "facts");
    }

    private static String inAction(Kind kind) {
        return switch (kind) {
            case ADDED -> "to add";
            case CHANGED -> "to change";
            case CORRECTED -> "to correct";
            case DATED -> "to date otherwise";
            case REMOVED -> "to remove";
            case ACCESS -> "to be read by others";
        };
    }

    private static String quoted(@Nullable String title) {
        return title == null ? "" : "  \"" + oneLine(title) + "\"";
    }

    private static String oneLine(String text) {
        var line = String.join(" ", words(text));
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
    }
}
