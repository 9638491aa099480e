package org.trustledger.presentation.differences;

import java.util.ArrayList;
import java.util.List;

/** What came onto a list and what left it, entry by entry. */
public final class ListDifference {
    private static final String BETWEEN = ", ";

    private ListDifference() {}

    /** What was on the list and is no more, then what is on it now, in one line. */
    public static List<Run> between(List<String> before, List<String> after) {
        var runs = new ArrayList<Run>();
        before.stream().filter(entry -> !after.contains(entry)).forEach(entry -> add(runs, Run.Change.REMOVED, entry));
        after.forEach(entry -> add(runs, before.contains(entry) ? Run.Change.EQUAL : Run.Change.ADDED, entry));
        return List.copyOf(runs);
    }

    private static void add(List<Run> runs, Run.Change change, String entry) {
        if (!runs.isEmpty()) {
            runs.add(new Run(Run.Change.EQUAL, BETWEEN));
        }
        runs.add(new Run(change, entry));
    }
}
