package org.trustledger.presentation.differences;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares two texts word by word. Markdown is text like any other.
 *
 * <p>What would cost too much is compared by lines, then by sentences, and at last taken as replaced: the runs are true
 * in any case, and only say more than they must.
 */
public final class WordDifference {
    private static final Grain[] COARSER = {Grain.LINES, Grain.SENTENCES};

    private final List<Run> runs = new ArrayList<>();
    private final Budget budget;

    private WordDifference(Budget budget) {
        this.budget = budget;
    }

    /** The two texts as one, in runs that both have or only one. */
    public static List<Run> between(String old, String fresh) {
        return between(old, fresh, new Budget());
    }

    /** The same out of a budget that is shared. Equal texts give one equal run, or none if there is no text. */
    public static List<Run> between(String old, String fresh, Budget budget) {
        var difference = new WordDifference(budget);
        difference.compare(old, fresh, 0);
        return difference.tidy();
    }

    private void compare(String old, String fresh, int coarser) {
        if (compareBy(Grain.WORDS, old, fresh, COARSER.length)) {
            return;
        }
        for (var next = coarser; next < COARSER.length; next++) {
            if (compareBy(COARSER[next], old, fresh, next + 1)) {
                return;
            }
        }
        add(Run.Change.REMOVED, old);
        add(Run.Change.ADDED, fresh);
    }

    private boolean compareBy(Grain grain, String old, String fresh, int next) {
        var before = grain.pieces(old);
        var after = grain.pieces(fresh);
        var start = 0;
        while (start < before.size()
                && start < after.size()
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        var end = 0;
        while (end < before.size() - start
                && end < after.size() - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        var middleBefore = before.subList(start, before.size() - end);
        var middleAfter = after.subList(start, after.size() - end);
        // One piece against one by something coarser than words is no comparison at all.
        var tells = grain == Grain.WORDS || before.size() > 1 || after.size() > 1;
        if (!tells || !budget.affords((long) middleBefore.size() * middleAfter.size())) {
            return false;
        }
        add(Run.Change.EQUAL, joined(before.subList(0, start)));
        middle(grain, middleBefore, middleAfter, next);
        add(Run.Change.EQUAL, joined(before.subList(before.size() - end, before.size())));
        return true;
    }

    private void middle(Grain grain, List<String> before, List<String> after, int next) {
        if (before.isEmpty() || after.isEmpty()) {
            add(Run.Change.REMOVED, joined(before));
            add(Run.Change.ADDED, joined(after));
            return;
        }
        for (var delta : DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>(), null, true)
                .getDeltas()) {
            var old = joined(delta.getSource().getLines());
            var fresh = joined(delta.getTarget().getLines());
            if (delta.getType() == DeltaType.EQUAL) {
                add(Run.Change.EQUAL, old);
            } else if (grain == Grain.WORDS || old.isEmpty() || fresh.isEmpty()) {
                add(Run.Change.REMOVED, old);
                add(Run.Change.ADDED, fresh);
            } else {
                compare(old, fresh, next);
            }
        }
    }

    private void add(Run.Change change, String text) {
        if (!text.isEmpty()) {
            runs.add(new Run(change, text));
        }
    }

    /**
     * Neighbouring replacements as one: the white space between two replaced words is equal by chance, and a reader who
     * sees it kept has to put the words together again.
     */
    private List<Run> tidy() {
        var changes = new ArrayList<Replacement>();
        for (var index = 0; index < runs.size(); ) {
            var equal = new StringBuilder();
            while (index < runs.size() && runs.get(index).change() == Run.Change.EQUAL) {
                equal.append(runs.get(index++).text());
            }
            var removed = new StringBuilder();
            var added = new StringBuilder();
            while (index < runs.size() && runs.get(index).change() != Run.Change.EQUAL) {
                var run = runs.get(index++);
                (run.change() == Run.Change.REMOVED ? removed : added).append(run.text());
            }
            changes.add(new Replacement(equal.toString(), removed.toString(), added.toString()));
        }
        var tidy = new ArrayList<Replacement>();
        for (var change : changes) {
            if (!tidy.isEmpty()
                    && tidy.getLast().replaces()
                    && change.replaces()
                    && change.before().isBlank()) {
                tidy.add(tidy.removeLast().and(change));
            } else {
                tidy.add(change);
            }
        }
        return tidy.stream().flatMap(Replacement::runs).toList();
    }

    /** What stays, and what then is replaced by what; each may be empty. */
    private record Replacement(String before, String removed, String added) {
        boolean replaces() {
            return !removed.isEmpty() && !added.isEmpty();
        }

        Replacement and(Replacement next) {
            return new Replacement(before, removed + next.before + next.removed, added + next.before + next.added);
        }

        Stream<Run> runs() {
            return Stream.of(
                            new Run(Run.Change.EQUAL, before),
                            new Run(Run.Change.REMOVED, removed),
                            new Run(Run.Change.ADDED, added))
                    .filter(run -> !run.text().isEmpty());
        }
    }

    private static String joined(List<String> pieces) {
        return String.join("", pieces);
    }
}
