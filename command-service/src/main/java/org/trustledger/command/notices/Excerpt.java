package org.trustledger.command.notices;

import java.util.ArrayList;
import java.util.List;
import org.trustledger.presentation.differences.Run;

/**
 * What a letter has room for of a redline: the words that changed, with some of those around them.
 *
 * @param runs as in the redline, with an ellipsis where words were left out
 * @param cut whether anything that changed was left out
 */
record Excerpt(List<Run> runs, boolean cut) {
    private static final int AROUND = 160;
    private static final int LONGEST_RUN = 1_500;
    private static final int LONGEST = 4_000;
    private static final int EACH_RUN = 40;
    private static final String LEFT_OUT = " … ";

    Excerpt {
        runs = List.copyOf(runs);
    }

    static Excerpt of(List<Run> redline) {
        var runs = new ArrayList<Run>();
        var room = LONGEST;
        var cut = false;
        for (var index = 0; index < redline.size(); index++) {
            var run = redline.get(index);
            if (room <= 0) {
                runs.add(new Run(Run.Change.EQUAL, LEFT_OUT));
                return new Excerpt(runs, true);
            }
            var text = run.change() == Run.Change.EQUAL
                    ? around(run.text(), index > 0, index < redline.size() - 1)
                    : start(run.text(), LONGEST_RUN);
            cut |= run.change() != Run.Change.EQUAL
                    && text.length() != run.text().length();
            runs.add(new Run(run.change(), text));
            room -= text.length() + EACH_RUN;
        }
        return new Excerpt(runs, cut);
    }

    /** How much room it takes, in characters. */
    static int weight(List<Run> runs) {
        return runs.stream().mapToInt(run -> run.text().length() + EACH_RUN).sum();
    }

    /** What stays of a text that did not change, between two that did, or at either end. */
    private static String around(String text, boolean afterChange, boolean beforeChange) {
        if (text.length() <= (afterChange && beforeChange ? 2 : 1) * AROUND + LEFT_OUT.length()) {
            return text;
        }
        if (afterChange && beforeChange) {
            return first(text, AROUND) + LEFT_OUT + last(text, AROUND);
        }
        return beforeChange ? "… " + last(text, AROUND) : first(text, AROUND) + " …";
    }

    /** The text, or its first words with an ellipsis. */
    static String start(String text, int most) {
        return text.length() <= most ? text : first(text, most) + "…";
    }

    private static String first(String text, int most) {
        var space = text.lastIndexOf(' ', most);
        var at = space > most / 2 ? space : most;
        return text.substring(0, Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at)
                .stripTrailing();
    }

    private static String last(String text, int most) {
        var from = text.length() - most;
        var space = text.indexOf(' ', from);
        var at = space >= 0 && space < text.length() - most / 2 ? space + 1 : from;
        return text.substring(Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at);
    }
}
