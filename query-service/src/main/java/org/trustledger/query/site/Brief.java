package org.trustledger.query.site;

import java.util.ArrayList;
import java.util.List;
import org.trustledger.presentation.differences.Run;

/** Shortens what is told where there is no room for all of it. An ellipsis stands for what is left out. */
final class Brief {
    private static final String LEFT_OUT = "…";

    /** Letters of what stayed that are kept beside what changed, so that it can be found. */
    private static final int AROUND = 60;

    private Brief() {}

    /** The beginning of a text. */
    static String text(String text, int most) {
        return text.length() <= most ? text : beginning(text, most - 1).stripTrailing() + LEFT_OUT;
    }

    static Said said(Said said, int most) {
        return new Said(text(said.text(), most), said.language());
    }

    /** What changed, with what stands around it; all of it if it is no longer than that. */
    static List<Run> runs(List<Run> runs, int most) {
        if (letters(runs) <= most) {
            return runs;
        }
        var brief = new ArrayList<Run>();
        var left = most;
        for (var index = 0; index < runs.size() && left > 0; index++) {
            var run = runs.get(index);
            var text = run.change() == Run.Change.EQUAL && runs.size() > 1
                    ? around(run.text(), index > 0, index < runs.size() - 1)
                    : run.text();
            brief.add(new Run(run.change(), text(text, left)));
            left -= text.length();
        }
        if (left <= 0 && brief.size() < runs.size() && !brief.getLast().text().endsWith(LEFT_OUT)) {
            brief.add(new Run(Run.Change.EQUAL, LEFT_OUT));
        }
        return List.copyOf(brief);
    }

    static int letters(List<Run> runs) {
        return runs.stream().mapToInt(run -> run.text().length()).sum();
    }

    private static String around(String text, boolean afterAChange, boolean beforeAChange) {
        var kept = (afterAChange ? AROUND : 0) + (beforeAChange ? AROUND : 0);
        if (text.length() <= kept + LEFT_OUT.length()) {
            return text;
        }
        return "%s%s%s"
                .formatted(
                        afterAChange ? beginning(text, AROUND) : "", LEFT_OUT, beforeAChange ? end(text, AROUND) : "");
    }

    private static String beginning(String text, int most) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static String end(String text, int most) {
        var from = text.length() - most;
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
