package org.trustledger.command.content;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a document, up to a number beyond which nobody reads on. */
final class Problems {
    static final int MOST = 500;
    private static final int LONGEST_VALUE = 80;

    private final FaultFiles words;

    /** Without repetition: a value that several versions share is looked at with each. */
    private final Set<Problem> found = new LinkedHashSet<>();

    private int beyond;

    Problems(FaultFiles words) {
        this.words = words;
    }

    /** @param values of the sentence's places: parts of it, or what is written as it is */
    void at(Pointer path, Node node, Fault fault, Object... values) {
        var value = node instanceof Node.Scalar scalar ? scalar.text() : null;
        add(path, node.line(), node.column(), value, fault, values);
    }

    void atKey(Pointer path, Node.Entry entry, Fault fault, Object... values) {
        add(path, entry.line(), entry.column(), path.token(), fault, values);
    }

    /** What ends the reading at once, at a line and a column counted from 1. */
    UnreadableDocument unreadable(int line, int column, Fault fault, Object... values) {
        return new UnreadableDocument(new Problem("", line, column, words.tell(fault, values), null));
    }

    private void add(Pointer path, int line, int column, @Nullable String value, Fault fault, Object... values) {
        if (isFull()) {
            beyond++;
        } else {
            found.add(new Problem(
                    path.toString(), line, column, words.tell(fault, values), value == null ? null : shortened(value)));
        }
    }

    /** Whether more would only be counted: reason enough to stop looking. */
    boolean isFull() {
        return found.size() >= MOST;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the document. */
    List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    /** Whether there is more wrong than {@link #inOrder} tells. */
    boolean isCut() {
        return beyond > 0 || isFull();
    }

    static String shortened(String value) {
        var printable = value.codePoints()
                .limit(LONGEST_VALUE)
                .map(character -> isInvisible(character) ? '\uFFFD' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return value.codePointCount(0, value.length()) > LONGEST_VALUE ? printable + "…" : printable;
    }

    private static boolean isInvisible(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }
}
