package org.trustledger.command.workbench.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a document around a place in it.
 *
 * @param lines the line itself, with those next to it
 */
public record Excerpt(List<Line> lines) {
    private static final int LONGEST = 140;
    private static final int BEFORE_MARK = 60;
    private static final String CUT = "…";

    /**
     * One line, perhaps cut to what stands around the place.
     *
     * @param number counted from 1
     * @param marked what stands at the place; empty in the other lines
     */
    public record Line(int number, String before, String marked, String after) {
        /** Whether the place is in this line. */
        public boolean isHere() {
            return !marked.isEmpty();
        }
    }

    public Excerpt {
        lines = List.copyOf(lines);
    }

    /** A document as text, whatever its bytes are. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A document by its lines, of which only those are made text that are looked at. */
    static final class Text {
        private final byte[] bytes;
        private final List<Integer> starts = new ArrayList<>(List.of(0));
        /** The line that was looked at last: a document can be all of it one. */
        private int lastNumber;

        private String lastLine = "";

        /** @param bytes not to be changed */
        Text(byte[] bytes) {
            this.bytes = bytes;
        }

        /** @param line,column counted from 1, in characters as the problem has them */
        Excerpt around(int line, int column) {
            var lines = new ArrayList<Line>();
            for (var number = Math.max(1, line - 1); number <= line + 1 && has(number); number++) {
                lines.add(number == line ? marked(number, column) : plain(number));
            }
            return new Excerpt(lines);
        }

        private boolean has(int number) {
            while (starts.size() < number) {
                var end = endOfLineAt(starts.getLast());
                if (end == bytes.length) {
                    return false;
                }
                starts.add(end + 1);
            }
            return true;
        }

        private String line(int number) {
            if (number != lastNumber) {
                int start = starts.get(number - 1);
                lastLine = new String(bytes, start, endOfLineAt(start) - start, StandardCharsets.UTF_8);
                lastNumber = number;
            }
            return lastLine;
        }

        private int endOfLineAt(int start) {
            var end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            return end;
        }

        private Line plain(int number) {
            var line = line(number);
            return new Line(
                    number, printable(line.length() > LONGEST ? line.substring(0, LONGEST) + CUT : line), "", "");
        }

        private Line marked(int number, int column) {
            var line = line(number);
            var at = Math.min(
                    line.offsetByCodePoints(0, Math.min(column - 1, line.codePointCount(0, line.length()))),
                    line.length());
            var end = at;
            while (end < line.length() && end - at < BEFORE_MARK && isPartOfWord(line.charAt(end))) {
                end++;
            }
            var from = Math.max(0, at - BEFORE_MARK);
            var to = Math.min(line.length(), from + LONGEST);
            return new Line(
                    number,
                    printable((from > 0 ? CUT : "") + line.substring(from, at)),
                    end == at ? "⏎" : printable(line.substring(at, end)),
                    printable(line.substring(end, Math.max(end, to)) + (to < line.length() ? CUT : "")));
        }

        private static boolean isPartOfWord(char character) {
            return !Character.isWhitespace(character) && ",]}".indexOf(character) < 0;
        }

        private static String printable(String text) {
            return text.codePoints()
                    .filter(character -> character != '\r')
                    .map(character -> Character.isISOControl(character) && character != '\t' ? '\uFFFD' : character)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}
